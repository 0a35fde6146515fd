"""What belongs to one person alone: private notes, and documents of their own."""
