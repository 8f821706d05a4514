# shellcheck shell=sh disable=SC2154
# "bin/paceline image": the files of an image and its Dockerfile in one folder, from which any builder makes the image
# without Maven. Read by bin/paceline, which has "home" and "maven".

refuse() {
  echo "paceline image: $1" >&2
  exit 2
}

variant=cpu
folder=
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      echo "usage: paceline image [--variant cpu|cuda] DIR"
      exit
      ;;
    --variant)
      [ $# -gt 1 ] || refuse "--variant must be cpu or cuda, and is missing"
      variant=$2
      shift
      ;;
    --variant=*) variant=${1#*=} ;;
    -*) refuse "knows --variant only, not $1" ;;
    *)
      [ -z "$folder" ] || refuse "takes one DIR, not '$folder' and '$1'"
      folder=${1%/}
      ;;
  esac
  shift
done

case $variant in
  cpu) profile= ;;
  cuda) profile=-Pcuda ;;
  *) refuse "--variant must be cpu or cuda, not '$variant'" ;;
esac
[ -n "$folder" ] || refuse "needs the DIR to make; usage: paceline image [--variant cpu|cuda] DIR"
if [ -e "$folder" ] || [ -h "$folder" ]; then refuse "DIR must not exist yet: '$folder'"; fi
[ -d "$(dirname -- "$folder")" ] || refuse "the folder in which DIR is made must exist: '$(dirname -- "$folder")'"
folder=$(CDPATH='' cd -- "$(dirname -- "$folder")" && pwd)/$(basename -- "$folder")

# Beside DIR, so that moving it is one step.
temporary=$(mktemp -d "$folder.XXXXXX") || exit 1
trap 'rm -rf "$temporary"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

context=$temporary/context
mkdir "$context"
echo "paceline: assembling the $variant image's files (takes some minutes)..." >&2
cd "$home" || exit
# shellcheck disable=SC2086  # no profile is no word
if ! maven -q -B $profile -DskipTests -Dspotless.check.skip=true -pl k8s -am -Dimage="$context" package \
  >"$temporary/log" 2>&1; then
  cat "$temporary/log" >&2
  echo "paceline: the build failed" >&2
  exit 1
fi
# The stage that runs this script becomes one that copies what it has made, and the variant is chosen already.
awk -v variant="$variant" '
  /^ARG VARIANT/ { next }
  { gsub(/[$][{]?VARIANT[}]?/, variant) }
  / AS assembled$/ { print "FROM scratch AS assembled\nCOPY opt /image/opt"; skip = 1 }
  /^$/ { skip = 0 }
  !skip' k8s/Dockerfile >"$context/Dockerfile"
# The container's user must be able to read them, whoever assembled them.
chmod -R u=rwX,go=rX "$context"
mv -T "$context" "$folder"

tag=docker.io/library/paceline:$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1)-$variant
echo "paceline: $folder, $(du -sm "$folder" | cut -f 1) MB, is all that a build needs, with docker, podman or buildah:"
echo "  docker build -t $tag $folder"
echo "  docker save $tag | k3s ctr images import -    # on every node of k3s, where there is no registry"
