"""`land cells`: which cell becomes which class, exactly, under quotas by class and region, proven at every run."""

from nghitrinh.evidence.land.assigning.finding import CellAllocation, allocate_cells

__all__ = ["CellAllocation", "allocate_cells"]
