#!/bin/sh
# The card that the device plugin gave to this pod.
exec "$(dirname "$0")/conf/gpu-discovery.sh"
