"""What stands in a leader's week besides meetings: visits, trips, receptions, with who goes."""
