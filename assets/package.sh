#!/usr/bin/env bash
# Builds the jlink runtime, the jpackage app image and, where dpkg is, the .deb. Called by `./dev package` with JAVA_HOME.
set -euo pipefail
JAVA_HOME=$1
out=target/package
date=2026-11-23T00:00:00Z
version=$(sed -n 's/.*<version>\(.*\)<\/version>.*/\1/p' pom.xml | head -n 1)
say() { printf 'dev: %s\n' "$*" >&2; }

inputs="pom.xml jlink.config assets src/main"
if [ -f "$out/stamp" ] && [ -z "$(find $inputs -newer "$out/stamp" -print -quit)" ]; then
  say "package is up to date: $(ls -d "$out"/*.deb "$out/perfdeck" 2>/dev/null | paste -sd' ' -)"
  exit 0
fi

rm -rf "$out"
mkdir -p "$out/input"
touch "$out/stamp.new"

say "linking the runtime"
"$JAVA_HOME/bin/jlink" --module-path "$(cat target/modulepath.txt)" @jlink.config --output "$out/runtime"

say "gathering the application"
"$JAVA_HOME/bin/jar" --create --file "$out/input/perfdeck-$version.jar" --date="$date" \
  --main-class dev.perfdeck.Main -C target/classes .
tr ':' '\n' <target/classpath.txt | while read -r jar; do cp "$jar" "$out/input/"; done
rm -f "$out"/input/javafx-*.jar
# The servers of other systems would be most of the package.
case $(uname) in
  Linux) others="darwin windows linux-amd64-alpine linux-arm64v8-alpine" ;;
  Darwin) others="linux windows" ;;
  *) others="linux darwin" ;;
esac
for other in $others; do rm -f "$out"/input/embedded-postgres-binaries-"$other"*.jar; done

options=()
while read -r option; do options+=(--java-options "$option"); done < <(grep -v '^#' assets/jvm.options)

say "making the app image"
"$JAVA_HOME/bin/jpackage" --type app-image --name perfdeck --app-version "$version" \
  --runtime-image "$out/runtime" --input "$out/input" --main-jar "perfdeck-$version.jar" \
  --main-class dev.perfdeck.Main --icon assets/perfdeck.png "${options[@]}" --dest "$out"

# The .deb carries plain files only: the menu entry and the command on the path are files of the package too, so that no
# script runs on the user's machine and removing it leaves nothing.
deb() {
  local root=$out/deb arch size
  arch=$(dpkg --print-architecture)
  mkdir -p "$root/DEBIAN" "$root/opt" "$root/usr/bin" "$root/usr/share/applications" \
    "$root/usr/share/icons/hicolor/256x256/apps" "$root/usr/share/doc/perfdeck"
  cp -a "$out/perfdeck" "$root/opt/perfdeck"
  install -m 755 assets/linux/perfdeck "$root/usr/bin/perfdeck"
  cp assets/linux/perfdeck.desktop "$root/usr/share/applications/"
  cp assets/perfdeck.png "$root/usr/share/icons/hicolor/256x256/apps/"
  cp LICENSE "$root/usr/share/doc/perfdeck/copyright"
  size=$(du -sk "$root/opt" | cut -f1)
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$size/" assets/linux/control >"$root/DEBIAN/control"
  find "$root" -exec touch -h -d "$date" {} +
  chmod -R u+rwX,go+rX,go-w "$root"
  SOURCE_DATE_EPOCH=$(date -d "$date" +%s) dpkg-deb --root-owner-group -Zxz --build "$root" "$out/perfdeck_${version}_$arch.deb" >/dev/null
  rm -rf "$root"
}

if command -v dpkg-deb >/dev/null; then
  say "making the .deb"
  deb
fi
rm -rf "$out/runtime" "$out/input"
mv "$out/stamp.new" "$out/stamp"
ls -lh "$out" >&2
