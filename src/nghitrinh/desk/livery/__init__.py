"""The livery: the name, logo and colours with which desk and portal show a house, and the page that changes them."""
