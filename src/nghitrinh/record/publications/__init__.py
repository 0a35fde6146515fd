"""Which objects are public: asked by every room, written by acts of release and withdrawal alone."""
