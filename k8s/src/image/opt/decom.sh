#!/bin/bash
# Kubernetes runs this before it stops an executor's container (preStop): the executor finishes its task, takes no
# other and tells the driver, which deals its share to the others. Spark answers SIGPWR in this way.
set -euo pipefail

# The executor of this pod: the class is a word of its command line, the pod's name is in its environment.
find_executor() {
  for folder in /proc/[0-9]*; do
    if [ "$(basename "$(readlink "$folder/exe" 2>/dev/null)")" = java ] \
      && tr '\0' '\n' 2>/dev/null <"$folder/cmdline" | grep -qx 'org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend' \
      && tr '\0' '\n' 2>/dev/null <"$folder/environ" | grep -qx "SPARK_EXECUTOR_POD_NAME=$SPARK_EXECUTOR_POD_NAME"; then
      echo "${folder#/proc/}"
      return
    fi
  done
}

pid=$(find_executor)
if [ -z "$pid" ]; then
  echo "decom: there is no executor to ask" >&2
  exit 0
fi
echo "decom: asking executor process $pid to leave"
kill -PWR "$pid"
# The container is stopped when this ends, or when the pod's grace period does.
while kill -0 "$pid" 2>/dev/null; do sleep 1; done
