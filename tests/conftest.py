"""Settings of the whole suite: machines differ in speed, so no test fails for being slow."""

from hypothesis import HealthCheck, settings

settings.register_profile("dosye", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dosye")
