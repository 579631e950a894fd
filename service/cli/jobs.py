"""`claims jobs`: what the service does by itself after it has answered."""

import sys
from uuid import UUID

import click

from service.cli.context import client
from service.cli.ids import JOB
from service.cli.output import EXIT_REFUSED, format_option
from service.cli.tables import print_found, print_job, print_jobs
from service.domain.article_job import JobStatus


@click.group("jobs", short_help="Look at articles that are added in the background.")
def jobs_command() -> None:
    """Look at jobs: articles that are added without waiting for them."""


@jobs_command.command("list", short_help="List your jobs, the last first.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many jobs.")
@format_option
def list_(limit: int, as_json: bool) -> None:
    """List the jobs that your key has asked for, the last first; with an admin's key, everybody's."""
    with client() as service:
        found = list(service.jobs(limit=limit))
    print_found(found, as_json, print_jobs)


@jobs_command.command("show", short_help="Show a job, and what became of its articles.")
@click.argument("job_id", metavar="ID", type=JOB)
@click.option("--wait", is_flag=True, help="Until it has ended; the exit code is 1 where it failed.")
@click.option("--timeout", type=click.FloatRange(0), default=300, show_default=True, help="With --wait: in seconds.")
@format_option
def show(job_id: UUID, wait: bool, timeout: float, as_json: bool) -> None:
    """Show the job with this ID, and what became of each article that it has come to."""
    with client() as service:
        job = service.job(job_id)
        if wait:
            job = service.wait_for(job, timeout=timeout)
    print_found(job, as_json, print_job)
    if wait and job.status == JobStatus.FAILED:
        sys.exit(EXIT_REFUSED)
