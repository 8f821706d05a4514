#!/bin/sh
# Tells Spark which NVIDIA cards this machine, or this container, has: the discovery script of
# spark.worker.resource.gpu, spark.executor.resource.gpu and spark.driver.resource.gpu (docs/gpu.md).
# Cards are named by UUID: CUDA and nvidia-smi number them in different orders.
set -eu

if ! command -v nvidia-smi >/dev/null 2>&1; then
  echo "gpu-discovery: nvidia-smi is not on the PATH; is the NVIDIA driver installed here?" >&2
  exit 1
fi
if ! cards=$(nvidia-smi --query-gpu=uuid --format=csv,noheader 2>&1); then
  echo "gpu-discovery: nvidia-smi failed: $cards" >&2
  exit 1
fi
addresses=$(printf '%s\n' "$cards" | sed -n 's/^[[:space:]]*\(GPU-[0-9A-Za-z-]*\)[[:space:]]*$/"\1"/p' | paste -s -d , -)
if [ -z "$addresses" ]; then
  echo "gpu-discovery: nvidia-smi names no card; it said: $cards" >&2
  exit 1
fi
printf '{"name":"gpu","addresses":[%s]}\n' "$addresses"
