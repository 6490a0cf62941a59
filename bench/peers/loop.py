"""The loop that most people would write in place of crmstream: ask for page after page, decode it, and take the records.

loop.py LIBRARY END URL KEY ROWS_A_PAGE decodes with json, which is Python's own, or with orjson. What END is: count counts the records,
lines writes each as a line of JSON to standard output. At the end the loop writes to standard error how many records there were, and
the seconds of CPU and of time that they took, without the start of the interpreter.
"""

import json
import sys
import time

import requests

library, end, url, key, size = *sys.argv[1:5], int(sys.argv[5])
if library == "orjson":
    import orjson

    loads, dumps = orjson.loads, orjson.dumps
else:
    loads = json.loads

    def dumps(record):
        return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


out = sys.stdout.buffer
session = requests.Session()
began_cpu, began = time.process_time(), time.monotonic()
records, page = 0, 1
while True:
    form = {
        "apikey": key,
        "params[page]": page,
        "params[limit]": size,
        "params[publish]": 1,
        "params[order]": "asc",
        "params[order_field]": "customer_activity_date",
    }
    answer = session.post(url, data=form, timeout=60)
    answer.raise_for_status()
    rows = loads(answer.content)["data"]["list"]
    if end == "lines":
        for row in rows:
            out.write(dumps(row))
            out.write(b"\n")
    records += len(rows)
    page += 1
    if len(rows) < size:
        break
out.flush()
print(records, time.process_time() - began_cpu, time.monotonic() - began, file=sys.stderr)
