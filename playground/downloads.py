"""The Bot API's getFile: where a bot can download what people sent."""

from typing import Any

from playground.calls import Call, method
from playground.errors import bad_request

Wire = dict[str, Any]


@method("getFile")
def get_file(call: Call) -> Wire:
    """Answer getFile; files above 20 MB are refused."""
    file = call.world.files.find(str(call.get("file_id")))
    if file is None:
        raise bad_request("invalid file_id")
    return file.download_wire()
