"""From the record to the public: the allow-list, the gate, the pages and the release."""
