#!/bin/sh
# Runs ffmpeg, or ffprobe when that is the first argument, under the limits that a hostile file may
# not exceed: 2 GB of address space and 10 minutes of processor time. The limits hold even when the
# worker that started the child is killed.
# A 4K HEVC clip needs under 700 MB of it. Systems without such a limit run without it.
ulimit -v 2000000 2>/dev/null || true
ulimit -t 600 2>/dev/null || true
if [ "$1" = "ffprobe" ]; then
  shift
  exec "${FFPROBE_PATH:-ffprobe}" "$@"
fi
exec "${FFMPEG_PATH:-ffmpeg}" "$@"
