"""The portal: the public web server over a bundle alone. It never sees the record."""
