//! Threads that wait for work: awake for a moment after each piece, asleep when nothing comes.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// How often a thread looks for work before it sleeps: half a millisecond to one. Between two products of a pass it is
/// some microseconds, and between two tokens mostly less than this, so that sleep comes only between answers.
const SPINS: u32 = 20_000;

/// A fixed number of threads, the caller's among them, that share the tasks of one job at a time.
pub struct Pool {
    shared: Arc<Shared>,
    helpers: Vec<JoinHandle<()>>,
    /// Held during a job: two callers take turns.
    turn: Mutex<()>,
}

struct Shared {
    /// Counts jobs; a new number is the signal that `job` is set.
    epoch: AtomicUsize,
    /// The current job; written by the caller before `epoch` moves, while no helper works.
    job: Mutex<Option<Job>>,
    next_task: AtomicUsize,
    /// Helpers that have not finished the current job.
    busy: AtomicUsize,
    stopping: AtomicBool,
    panic: Mutex<Option<Box<dyn Any + Send>>>,
}

/// What to call for each task. The reference is really shorter-lived; see the proof in [`Pool::run`].
#[derive(Clone, Copy)]
struct Job {
    task: &'static (dyn Fn(usize) + Sync),
    n_tasks: usize,
}

impl Pool {
    /// `n_threads` counts the caller's; at least one. A thread the system refuses is done without.
    pub fn new(n_threads: usize) -> Self {
        let shared = Arc::new(Shared {
            epoch: AtomicUsize::new(0),
            job: Mutex::new(None),
            next_task: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
            stopping: AtomicBool::new(false),
            panic: Mutex::new(None),
        });
        let helpers = (1..n_threads)
            .filter_map(|index| {
                let shared = Arc::clone(&shared);
                std::thread::Builder::new()
                    .name(format!("kernels-{index}"))
                    .spawn(move || shared.help())
                    .ok()
            })
            .collect();
        Self {
            shared,
            helpers,
            turn: Mutex::new(()),
        }
    }

    /// One thread per physical core, and no more than processors this process may run on.
    pub fn with_all_cores() -> Self {
        Self::new(physical_cores())
    }

    pub fn n_threads(&self) -> usize {
        self.helpers.len() + 1
    }

    /// Calls `task` once with each number below `n_tasks`, on all threads, and returns when all are done.
    /// Tasks start in order. When one panics, the panic goes on here once no task runs any more; others may be left
    /// out. A task must not call this: the pool has one job at a time.
    pub fn run(&self, n_tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        if n_tasks <= 1 || self.helpers.is_empty() {
            (0..n_tasks).for_each(task);
            return;
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = &*self.shared;
        // SAFETY: the longer lifetime is never used: helpers call `task` only between the move of `epoch` and their
        // decrement of `busy`, and this function does not return, or unwind, before `busy` is zero.
        let task: &'static (dyn Fn(usize) + Sync) = unsafe { std::mem::transmute(task) };
        let job = Job { task, n_tasks };
        *lock(&shared.job) = Some(job);
        shared.next_task.store(0, Ordering::Relaxed);
        shared.busy.store(self.helpers.len(), Ordering::Relaxed);
        shared.epoch.fetch_add(1, Ordering::Release);
        for helper in &self.helpers {
            helper.thread().unpark();
        }
        shared.work(job);
        let mut spins = 0_u32;
        while shared.busy.load(Ordering::Acquire) > 0 {
            wait_a_moment(&mut spins);
        }
        *lock(&shared.job) = None;
        if let Some(panic) = lock(&shared.panic).take() {
            resume_unwind(panic);
        }
    }

    /// Calls `task` with each piece of `out` that is `chunk_len` long (the last may be shorter) and its number.
    pub fn for_chunks<T: Send>(
        &self,
        out: &mut [T],
        chunk_len: usize,
        task: &(dyn Fn(usize, &mut [T]) + Sync),
    ) {
        let len = out.len();
        let out = SharedMut::new(out);
        self.run(len.div_ceil(chunk_len.max(1)), &|index| {
            let start = index * chunk_len;
            let n = chunk_len.min(len - start);
            // SAFETY: each number is given out once, so the pieces do not overlap.
            task(index, unsafe { out.slice(start, n) });
        });
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        self.shared.epoch.fetch_add(1, Ordering::Release);
        for helper in self.helpers.drain(..) {
            helper.thread().unpark();
            helper.join().ok();
        }
    }
}

impl Shared {
    fn help(&self) {
        let mut seen = 0;
        loop {
            let mut spins = 0;
            let mut epoch = self.epoch.load(Ordering::Acquire);
            while epoch == seen {
                if spins < SPINS {
                    spins += 1;
                    std::hint::spin_loop();
                } else {
                    std::thread::park();
                }
                epoch = self.epoch.load(Ordering::Acquire);
            }
            seen = epoch;
            if self.stopping.load(Ordering::Relaxed) {
                return;
            }
            let job = *lock(&self.job);
            if let Some(job) = job {
                self.work(job);
                self.busy.fetch_sub(1, Ordering::Release);
            }
        }
    }

    fn work(&self, job: Job) {
        loop {
            let index = self.next_task.fetch_add(1, Ordering::Relaxed);
            if index >= job.n_tasks {
                return;
            }
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| (job.task)(index))) {
                *lock(&self.panic) = Some(panic);
            }
        }
    }
}

/// Spins at first, then lets other threads run: with more threads than cores the one waited for needs one.
fn wait_a_moment(spins: &mut u32) {
    *spins += 1;
    if *spins < SPINS {
        std::hint::spin_loop();
    } else {
        std::thread::yield_now();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A slice that several threads write to, each its own part.
pub(super) struct SharedMut<'a, T> {
    start: *mut T,
    len: usize,
    slice: std::marker::PhantomData<&'a mut [T]>,
}

// SAFETY: it is used only through `slice`, whose callers keep the parts apart; `T: Send` lets them move.
unsafe impl<T: Send> Sync for SharedMut<'_, T> {}
// SAFETY: as above.
unsafe impl<T: Send> Send for SharedMut<'_, T> {}

impl<'a, T> SharedMut<'a, T> {
    pub(super) fn new(slice: &'a mut [T]) -> Self {
        Self {
            start: slice.as_mut_ptr(),
            len: slice.len(),
            slice: std::marker::PhantomData,
        }
    }

    /// # Panics
    /// When the part lies outside the slice.
    ///
    /// # Safety
    /// No two parts that are alive at the same time overlap.
    #[expect(clippy::mut_from_ref, reason = "the caller keeps the parts apart")]
    pub(super) unsafe fn slice(&self, start: usize, len: usize) -> &mut [T] {
        assert!(start <= self.len && len <= self.len - start);
        // SAFETY: inside the slice by the line above, and not aliased by the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.start.add(start), len) }
    }
}

/// Physical cores of the machine, and no more than processors this process may use; where the system does not tell,
/// those.
fn physical_cores() -> usize {
    let allowed = std::thread::available_parallelism().map_or(1, usize::from);
    cores_listed("/sys/devices/system/cpu").map_or(allowed, |cores| cores.min(allowed))
}

/// Distinct (package, core) pairs below a folder laid out as Linux does it.
fn cores_listed(folder: &str) -> Option<usize> {
    let mut cores = std::collections::HashSet::new();
    for cpu in std::fs::read_dir(folder).ok()?.flatten() {
        let topology = cpu.path().join("topology");
        let read = |name| std::fs::read_to_string(topology.join(name)).ok();
        if let (Some(package), Some(core)) = (read("physical_package_id"), read("core_id")) {
            cores.insert((package, core));
        }
    }
    (!cores.is_empty()).then_some(cores.len())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;

    #[test]
    fn every_task_runs_once() {
        for n_threads in [1, 2, 5] {
            let pool = Pool::new(n_threads);
            for n_tasks in [0, 1, 2, 3, 100] {
                let counts: Vec<AtomicU64> = (0..n_tasks).map(|_| AtomicU64::new(0)).collect();
                pool.run(n_tasks, &|index| {
                    counts[index].fetch_add(1, Ordering::Relaxed);
                });
                assert!(
                    counts
                        .iter()
                        .all(|count| count.load(Ordering::Relaxed) == 1)
                );
            }
        }
    }

    #[test]
    fn chunks_cover_the_slice_once() {
        let mut values = vec![0_usize; 103];
        Pool::new(3).for_chunks(&mut values, 10, &|index, chunk| {
            chunk.iter_mut().for_each(|value| *value += index + 1);
        });
        let expected: Vec<usize> = (0..103).map(|at| at / 10 + 1).collect();
        assert_eq!(values, expected);
    }

    #[test]
    fn a_panic_reaches_the_caller_and_the_pool_lives_on() {
        let pool = Pool::new(3);
        let caught = catch_unwind(AssertUnwindSafe(|| {
            pool.run(8, &|index| assert!(index != 5, "five"));
        }));
        assert!(caught.is_err());
        let sum = AtomicUsize::new(0);
        pool.run(8, &|index| {
            sum.fetch_add(index, Ordering::Relaxed);
        });
        assert_eq!(sum.into_inner(), 28);
    }

    #[test]
    fn callers_take_turns() {
        let pool = Pool::new(2);
        let sum = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        pool.run(4, &|index| {
                            sum.fetch_add(index, Ordering::Relaxed);
                        });
                    }
                });
            }
        });
        assert_eq!(sum.into_inner(), 4 * 200 * 6);
    }
}
