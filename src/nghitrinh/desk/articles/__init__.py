"""Articles: pages, forms, photos, the gate shown."""
