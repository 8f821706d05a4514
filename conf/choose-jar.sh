#!/bin/sh
# Links the jar that fits this machine: choose-jar.sh CPU_JAR CUDA_JAR LINK
# With a card that the CUDA build has code for LINK leads to CUDA_JAR, else to CPU_JAR. Run it before the executors start.
# Needs a JDK or JRE 17, and Spark's jars in SPARK_HOME (or another class path in PACELINE_CLASSPATH).
set -eu

if [ $# -ne 3 ]; then
  echo "usage: choose-jar.sh CPU_JAR CUDA_JAR LINK" >&2
  exit 2
fi
for jar in "$1" "$2"; do
  if [ ! -f "$jar" ]; then
    echo "choose-jar.sh: there is no jar $jar" >&2
    exit 2
  fi
done
if [ -z "${PACELINE_CLASSPATH:-}" ] && [ ! -d "${SPARK_HOME:-}/jars" ]; then
  echo "choose-jar.sh: SPARK_HOME must name a Spark with jars, not '${SPARK_HOME:-}'" >&2
  exit 2
fi

build=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "${PACELINE_CLASSPATH:-$1:$SPARK_HOME/jars/*}" org.paceline.profile.FittingBuild)
case $build in
  cuda) jar=$2 ;;
  cpu) jar=$1 ;;
  *) echo "choose-jar.sh: no answer from the probe" >&2 && exit 1 ;;
esac
if [ "$jar" -ef "$3" ] && [ ! -L "$3" ]; then
  echo "choose-jar.sh: $3 is one of the jars; give another name for the link" >&2
  exit 2
fi
# A link is followed from its own folder.
jar=$(CDPATH='' cd -- "$(dirname -- "$jar")" && pwd)/$(basename "$jar")
new=$3.$$
ln -s "$jar" "$new"
mv -f "$new" "$3"
echo "$3 -> $jar"
