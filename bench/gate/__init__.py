"""Does the gate stop false words and let true pages pass?"""
