#!/bin/bash
# Follows the contract between Spark and its image: the arguments are "driver ..." or "executor", the rest comes by
# environment variables that spark-submit and the driver set on the pod. Anything else is run as it is.
set -euo pipefail

export SPARK_HOME=${SPARK_HOME:-/opt/spark}
# Else the launcher looks for the build folders of a Spark that was built from source.
export SPARK_SCALA_VERSION=2.12
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Else Java prints question marks for what is not ASCII.
export LANG=${LANG:-C.UTF-8}

# A user without an entry in /etc/passwd has no name, and Hadoop asks for one.
export HADOOP_USER_NAME=${HADOOP_USER_NAME:-spark}

classpath=${SPARK_CONF_DIR:-$SPARK_HOME/conf}
[ -z "${HADOOP_CONF_DIR:-}" ] || classpath=$classpath:$HADOOP_CONF_DIR
[ -z "${SPARK_CLASSPATH:-}" ] || classpath=$classpath:$SPARK_CLASSPATH
classpath="$classpath:$SPARK_HOME/jars/*"
[ -z "${SPARK_EXTRA_CLASSPATH:-}" ] || classpath=$classpath:$SPARK_EXTRA_CLASSPATH

# SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1, ... in the order of their numbers; a value may contain anything.
options=()
for ((i = 0; ; i++)); do
  name=SPARK_JAVA_OPT_$i
  [ -n "${!name+set}" ] || break
  options+=("${!name}")
done

need() {
  missing=
  for name in "$@"; do [ -n "${!name:-}" ] || missing="$missing $name"; done
  [ -z "$missing" ] && return
  echo "entrypoint: $role needs$missing in its environment, where Spark puts it" >&2
  exit 2
}

role=${1:-}
case $role in
  driver)
    need SPARK_DRIVER_BIND_ADDRESS
    shift
    # Spark's launcher makes the command: memory and options of a driver must be known before its JVM starts.
    launcher=("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main
      org.apache.spark.deploy.SparkSubmit --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS"
      --deploy-mode client "$@")
    mapfile -d '' -t words < <("${launcher[@]}" || printf 'failed\0')
    if [ ${#words[@]} -lt 2 ] || [ "${words[-1]}" = failed ]; then
      echo "entrypoint: Spark's launcher made no command for: $*" >&2
      exit 1
    fi
    # The launcher's words follow an empty one and a line break.
    command=("${words[@]:1}")
    command[0]=${command[0]#$'\n'}
    ;;
  executor)
    need SPARK_DRIVER_URL SPARK_EXECUTOR_ID SPARK_EXECUTOR_CORES SPARK_EXECUTOR_MEMORY SPARK_APPLICATION_ID \
      SPARK_EXECUTOR_POD_IP SPARK_EXECUTOR_POD_NAME SPARK_RESOURCE_PROFILE_ID
    command=("$java" "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -cp "$classpath"
      org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend
      --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES"
      --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP"
      --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME")
    ;;
  '')
    echo "entrypoint: the first argument must be driver, executor or a command; there is none" >&2
    exit 2
    ;;
  *)
    command=("$@")
    ;;
esac

# tini passes signals on and reaps what a driver or an executor leaves behind.
if command -v tini >/dev/null 2>&1; then
  exec tini -s -- "${command[@]}"
fi
exec "${command[@]}"
