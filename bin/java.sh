# shellcheck shell=sh
# The Java and the Maven that everything here runs with, and the locale. Read by bin/paceline and benchmarks/run.

fail() {
  printf 'paceline: %s\n' "$1" >&2
  exit 1
}

# Java 17 reads and writes the names of files in the locale's encoding: with that of "C" it would not see those that are not ASCII.
# Systems without "locale" know no other encoding (musl) or have no file names in it (Windows).
charmap() { locale charmap 2>/dev/null || echo UTF-8; }
if [ "$(charmap)" != UTF-8 ]; then
  export LC_ALL=C.UTF-8
  if [ "$(charmap)" != UTF-8 ]; then export LC_ALL=en_US.UTF-8; fi
fi

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null 2>&1 || fail "no java found; install a JDK 17 or set JAVA_HOME"

# Its version, from a file of its folder; where there is none, it is started to say so.
javaVersion() {
  program=$(command -v "$java")
  folder=$(dirname -- "$(dirname -- "$(readlink -f -- "$program" 2>/dev/null || printf %s "$program")")")
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)".*/\1/p' "$folder/release" 2>/dev/null) || version=
  if [ -z "$version" ]; then version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1); fi
  printf '%s\n' "$version"
}

# needsJava FIRST LAST WHY
needsJava() {
  case ${javaIs%%[!0-9]*} in
    '') return ;; # it may be any
  esac
  if [ "${javaIs%%[!0-9]*}" -lt "$1" ] || [ "${javaIs%%[!0-9]*}" -gt "$2" ]; then
    fail "$3, not Java $javaIs, which $(command -v "$java") is; install a JDK 17 and set JAVA_HOME to its folder"
  fi
}

javaIs=$(javaVersion)
needsJava 17 9999 'Paceline needs Java 17 or later'

# What Spark needs to run here.
needsSpark() {
  # Hadoop asks for the subject of an AccessController, which later ones have no more.
  needsJava 17 22 'Spark 3.5 runs on Java 17 to 22'
}

# Maven of this machine or else the wrapper's, for the caller's $home. Without an entry in /etc/passwd Java may know no home for its
# repository; where $HOME cannot be written, as in containers, it is in the folder for temporary files.
maven() {
  if ! id -un >/dev/null 2>&1; then
    own=${HOME:-/}
    [ -w "$own" ] || own=${TMPDIR:-/tmp}
    export JDK_JAVA_OPTIONS="${JDK_JAVA_OPTIONS:-} -Duser.home=\"$own\"" MAVEN_USER_HOME="$own/.m2"
  fi
  if command -v mvn >/dev/null 2>&1; then mvn "$@"; else "$home/mvnw" "$@"; fi
}
