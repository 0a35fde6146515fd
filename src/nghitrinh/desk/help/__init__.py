"""The handbook in the desk: what each one does here, in the words of the buttons that they will see."""
