#!/usr/bin/env python3
"""Copies an archive, with a text in one of its parts replaced.

usage: replace_in_part.py ARCHIVE COPY PART TEXT REPLACEMENT
"""
import sys
import zipfile

source, target, part, text, replacement = sys.argv[1:]
with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
    for name in archive.namelist():
        content = archive.read(name).decode()
        if name == part:
            if text not in content:
                sys.exit(f"{part} has no {text}")
            content = content.replace(text, replacement, 1)
        copy.writestr(name, content)
