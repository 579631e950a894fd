"""What the build adds to a wheel: the hash of the code that reads texts, so that nothing has to read it again."""

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AnalysisHook(BuildHookInterface):
    """Ships `service/analysis/code.sha256`. Not in an editable install, whose code changes under it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the hash beside the build, and have it packed."""
        if version == "editable":
            return
        service = Path(self.root) / "service"
        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name) / "code.sha256"
        made.write_text(_digest(service) + "\n")
        build_data["force_include"][str(made)] = "service/analysis/code.sha256"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        if version != "editable":
            self._folder.cleanup()


def _digest(service: Path) -> str:
    spec = importlib.util.spec_from_file_location("digest", service / "analysis" / "digest.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(service / "analysis" / "digest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: str = module.code_digest(service)
    return found
