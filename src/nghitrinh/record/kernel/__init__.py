"""The ground of every room: identifiers, acts, guard, clock, journal, seal, levels, users."""
