"""The meeting in the room: the chair's tablet, the course of the meeting, and what follows it without reloading."""
