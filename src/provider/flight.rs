//! One piece of work and everybody who listens to it.
//!
//! Whoever polls drives the work, so it needs no task of its own: it runs on the runtime of its
//! listeners, goes on as long as one of them polls, and stops when the last one is dropped.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::Stream;

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What the work has said so far. The work writes, every listener reads at its own pace.
pub struct Log<T> {
    items: Arc<Mutex<Vec<T>>>,
}

impl<T> Clone for Log<T> {
    fn clone(&self) -> Self {
        Self {
            items: Arc::clone(&self.items),
        }
    }
}

impl<T> Default for Log<T> {
    fn default() -> Self {
        Self {
            items: Arc::default(),
        }
    }
}

impl<T: Clone> Log<T> {
    /// Says something, then lets the listeners take it before the work goes on.
    pub async fn say(&self, item: T) {
        lock(&self.items).push(item);
        let mut yielded = false;
        std::future::poll_fn(|cx| {
            if yielded {
                return Poll::Ready(());
            }
            yielded = true;
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }

    fn get(&self, at: usize) -> Option<T> {
        lock(&self.items).get(at).cloned()
    }

    fn len(&self) -> usize {
        lock(&self.items).len()
    }
}

pub struct Flight<T> {
    log: Log<T>,
    /// `None` once it is done.
    work: Mutex<Option<Work>>,
    wakers: Arc<Wakers>,
    names: AtomicU64,
}

impl<T: Clone> Flight<T> {
    /// `work` says into `log` and ends after its last word. Nothing runs before a listener polls.
    pub fn new(log: Log<T>, work: impl Future<Output = ()> + Send + 'static) -> Self {
        Self {
            log,
            work: Mutex::new(Some(Box::pin(work))),
            wakers: Arc::default(),
            names: AtomicU64::new(0),
        }
    }

    pub fn is_over(&self) -> bool {
        lock(&self.work).is_none()
    }

    /// A listener that hears everything from the first word on.
    pub fn listen(self: &Arc<Self>) -> Listener<T> {
        Listener {
            name: self.names.fetch_add(1, Ordering::Relaxed),
            flight: Arc::clone(self),
            heard: 0,
        }
    }

    /// Polls the work once, on behalf of all listeners.
    fn drive(&self) {
        let before = self.log.len();
        let waker = Waker::from(Arc::clone(&self.wakers));
        {
            let mut slot = lock(&self.work);
            // Taken out while it runs, so that work that panics is over rather than polled again.
            if let Some(mut work) = slot.take()
                && work
                    .as_mut()
                    .poll(&mut Context::from_waker(&waker))
                    .is_pending()
            {
                *slot = Some(work);
            }
            if slot.is_some() && self.log.len() == before {
                return;
            }
        }
        self.wakers.wake_all();
    }
}

/// Receives what the work says. The stream ends after the work's last word.
pub struct Listener<T> {
    flight: Arc<Flight<T>>,
    name: u64,
    heard: usize,
}

impl<T: Clone> Stream for Listener<T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        let mut item = this.flight.log.get(this.heard);
        if item.is_none() {
            // Registered before driving: a word that another listener's poll brings wakes this one.
            this.flight.wakers.register(this.name, cx.waker());
            this.flight.drive();
            // Asked before the look into the log: when the work is over, its last word is there.
            let over = this.flight.is_over();
            item = this.flight.log.get(this.heard);
            if item.is_none() && !over {
                return Poll::Pending;
            }
        }
        this.heard += usize::from(item.is_some());
        Poll::Ready(item)
    }
}

impl<T> Drop for Listener<T> {
    fn drop(&mut self) {
        self.flight.wakers.forget(self.name);
    }
}

/// The wakers of all listeners that wait, by listener.
#[derive(Default)]
struct Wakers {
    waiting: Mutex<VecDeque<(u64, Waker)>>,
}

impl Wakers {
    fn register(&self, name: u64, waker: &Waker) {
        let mut waiting = lock(&self.waiting);
        match waiting.iter_mut().find(|(other, _)| *other == name) {
            Some((_, known)) => known.clone_from(waker),
            None => waiting.push_back((name, waker.clone())),
        }
    }

    fn forget(&self, name: u64) {
        let mut waiting = lock(&self.waiting);
        waiting.retain(|(other, _)| *other != name);
        // The one that leaves may have been woken to drive the work; another takes over.
        let next = waiting.pop_front();
        drop(waiting);
        if let Some((_, waker)) = next {
            waker.wake();
        }
    }

    fn wake_all(&self) {
        // A waker may come back here at once, so none is called under the lock.
        let waiting = std::mem::take(&mut *lock(&self.waiting));
        for (_, waker) in waiting {
            waker.wake();
        }
    }
}

impl Wake for Wakers {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 16)]
    async fn listeners_on_many_threads_hear_every_word_once() {
        for _ in 0..400 {
            let log = Log::default();
            let mouth = log.clone();
            let flight = Arc::new(Flight::new(log, async move {
                for word in 0..5 {
                    // Long enough for other listeners to queue up behind the one that drives.
                    std::thread::sleep(std::time::Duration::from_micros(100));
                    mouth.say(word).await;
                }
            }));
            let listeners: Vec<_> = (0..40)
                .map(|_| tokio::spawn(flight.listen().collect::<Vec<u32>>()))
                .collect();
            for listener in listeners {
                let heard = listener.await.expect("a listener does not panic");
                assert_eq!(heard, [0, 1, 2, 3, 4]);
            }
        }
    }
}
