"""What `run` and `accuracy.py` share: where things lie, the peer's Python, the programs, the models."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent

LLAMA_CPP_PYTHON = "0.3.36"

# What llama.cpp is compiled for. `native` uses all this processor has; the others show it on lesser ones.
SIMD = "-DGGML_NATIVE=OFF -DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DGGML_BMI2=ON"
VARIANTS = {
    "native": "-DGGML_NATIVE=ON",
    "no-amx": f"{SIMD} -DGGML_AVX512=ON -DGGML_AVX512_VBMI=ON -DGGML_AVX512_VNNI=ON -DGGML_AVX512_BF16=ON",
    "avx2": SIMD,
}

TYPES = ["Q4_K_M", "Q8_0", "Q4_0"]
SHAPES = ["qwen2.5-0.5b", "qwen2.5-1.5b", "llama-3.2-1b", "qwen3-0.6b"]
# What `--only tiny` means: a model that proves in a minute that everything is there.
TRIAL = "tiny"


def add_options(parser):
    parser.add_argument("--only", metavar="TEXT[,TEXT…]", default="",
                        help="only models whose name holds one of these, such as 0.5b or Q8_0")
    parser.add_argument("--variant", choices=VARIANTS, default="native", help="what llama.cpp is compiled for")
    parser.add_argument("--aspiro", type=Path, metavar="PROGRAM", help="measure this one instead of building it")
    parser.add_argument("--threads", type=int, default=physical_cores(), metavar="N")


def cache():
    """Everything that is downloaded, built or written lies here: ASPIRO_PEERS_CACHE, or a folder of the user's cache."""
    own = os.environ.get("ASPIRO_PEERS_CACHE")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "aspiro" / "peers"


def say(text):
    print(text, file=sys.stderr, flush=True)


def python(variant):
    """A Python that has llama-cpp-python: the one in ASPIRO_PEERS_PYTHON, or one made here (about 12 minutes on 2 cores)."""
    own = os.environ.get("ASPIRO_PEERS_PYTHON")
    if own:
        return Path(own)
    venv = cache() / f"venv-{variant}"
    program = venv / "bin" / "python"
    done = venv / f"llama-cpp-python-{LLAMA_CPP_PYTHON}"
    if done.exists():
        return program
    # With gcc 12 llama.cpp's AMX code crashes: the compiler leaves out a store to the tile configuration.
    missing = [name for name in ("clang-16", "clang++-16") if not shutil.which(name)]
    if missing:
        sys.exit(f"{missing[0]} is needed to build llama.cpp: apt-get install clang-16 libomp-16-dev")
    say(f"building llama.cpp ({variant}) in {venv}")
    run([sys.executable, "-m", "venv", venv])
    run([program, "-m", "pip", "install", "--quiet", "--upgrade", "pip", "numpy", "gguf"])
    environment = {
        **os.environ,
        "CC": "clang-16",
        "CXX": "clang++-16",
        "CMAKE_ARGS": f"{VARIANTS[variant]} -DLLAVA_BUILD=OFF -DMTMD_BUILD=OFF",
    }
    run([program, "-m", "pip", "install", "--quiet", "--no-cache-dir", "--no-binary", "llama-cpp-python",
         f"llama-cpp-python=={LLAMA_CPP_PYTHON}"], env=environment)
    done.touch()
    return program


def aspiro(args):
    """The program to measure, built in release mode unless the person names one."""
    if args.aspiro:
        return args.aspiro.resolve()
    say("building aspiro")
    environment = {**os.environ, "ASPIRO_COMMIT": commit()}
    run(["cargo", "build", "--release", "--locked", "--manifest-path", REPOSITORY / "Cargo.toml"], env=environment)
    target = Path(os.environ.get("CARGO_TARGET_DIR") or REPOSITORY / "target")
    return target.resolve() / "release" / "aspiro"


def candle():
    """candle's models, built for this processor."""
    target = cache() / "candle"
    say(f"building candle in {target}")
    environment = {**os.environ, "RUSTFLAGS": "-Ctarget-cpu=native", "CARGO_TARGET_DIR": str(target)}
    run(["cargo", "build", "--release", "--manifest-path", HERE / "candle" / "Cargo.toml"], env=environment)
    return target / "release" / "candle-bench"


def commit():
    described = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=REPOSITORY, capture_output=True, text=True)
    return described.stdout.strip() or "unknown"


def models(program, only):
    """(name, path) of each model, made when it is not there. ASPIRO_PEERS_MODELS names another folder for them."""
    folder = Path(os.environ.get("ASPIRO_PEERS_MODELS") or cache() / "models")
    found = []
    for shape in [TRIAL] if only == TRIAL else SHAPES:
        types = [kind for kind in TYPES if wanted(f"{shape}-{kind}", only)]
        if not all((folder / f"{shape}-{kind}.gguf").exists() for kind in types):
            say(f"making {shape} in {folder}")
            run([program, HERE / "make_model.py", shape, folder, *types], stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
        found += [(f"{shape} {kind}", folder / f"{shape}-{kind}.gguf") for kind in types]
    if not found:
        sys.exit(f"no model is called {only!r}; there are {', '.join(SHAPES)} as {', '.join(TYPES)}")
    return found


def wanted(name, only):
    words = [word for word in only.split(",") if word]
    return not words or any(word.lower() in name.lower() for word in words)


def run(command, **options):
    done = subprocess.run([str(word) for word in command], **options)
    if done.returncode != 0:
        sys.exit(f"this did not work: {' '.join(str(word) for word in command)}")


def alone(command):
    """Runs `command` in a session of its own that goes before whatever else runs: `nice` counts within a session only.

    Returns its status and what it wrote. An interrupt ends it too, though a terminal's does not reach other sessions.
    """
    # Without the right to go first it takes its turn.
    first = '(echo -18 >/proc/self/autogroup) 2>/dev/null; exec "$@"'
    command = ["sh", "-c", first, "sh", *(str(word) for word in command)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as child:
        try:
            out, err = child.communicate()
        except BaseException:
            # It may have ended by itself in the meantime.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            raise
    return child.returncode, out, err


def physical_cores():
    cores = set()
    for cpu in os.sched_getaffinity(0):
        topology = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology")
        try:
            cores.add(tuple((topology / name).read_text() for name in ("physical_package_id", "core_id")))
        except OSError:
            return len(os.sched_getaffinity(0))
    return len(cores)


def machine():
    """The processor, what it can do, and how much of it there is, in one line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    fields = dict(reversed([[part.strip() for part in line.split(":", 1)] for line in lines if ":" in line]))
    flags = set(fields.get("flags", "").split())
    known = [flag for flag in ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8", "amx_bf16") if flag in flags]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{fields.get('model name', 'unknown processor')}, {len(os.sched_getaffinity(0))} CPUs "
            f"({', '.join(known) or 'no AVX2'}), {memory:.0f} GiB of memory")
