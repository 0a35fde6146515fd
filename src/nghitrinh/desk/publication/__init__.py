"""What becomes public: release, withdrawal, publishing."""
