"""Property tests on a machine that others use too: an example may take as long as it takes."""

from hypothesis import HealthCheck, settings

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
briefly = settings(patient, max_examples=40)
