#!/bin/bash
# Kubernetes runs this before it stops an executor's container (preStop): the executor finishes its task, takes no
# other and tells the driver, which deals its share to the others. Spark answers SIGPWR in this way.
set -euo pipefail

name=${SPARK_EXECUTOR_POD_NAME:?"decom: needs the pod's name in its environment, where Spark puts it"}

# The executor of this pod: the class is a word of its command line, the pod's name is in its environment.
find_executor() {
  for folder in /proc/[0-9]*; do
    if [ "$(basename "$(readlink "$folder/exe" 2>/dev/null)")" = java ] \
      && has "$folder/cmdline" org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
      && has "$folder/environ" "SPARK_EXECUTOR_POD_NAME=$name"; then
      echo "${folder#/proc/}"
      return
    fi
  done
}

# The kernel ends every word with a zero byte.
has() { grep -qzxF -- "$2" "$1" 2>/dev/null; }

pid=$(find_executor)
if [ -z "$pid" ]; then
  echo "decom: there is no executor to ask" >&2
  exit 0
fi
echo "decom: asking executor process $pid to leave"
kill -PWR "$pid"
# The container is stopped when this ends, or when the pod's grace period does.
while kill -0 "$pid" 2>/dev/null; do sleep 1; done
