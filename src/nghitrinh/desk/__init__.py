"""The desk: the private web application of the secretariat, the members and the charged bodies."""
