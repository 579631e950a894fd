"""gunicorn in the container: the service's own settings, with heartbeat files in memory."""

from service.gunicorn_conf import *  # noqa: F403 - gunicorn reads this module's names

worker_tmp_dir = "/dev/shm"  # noqa: S108 - a memory file system; the container's own is read-only
