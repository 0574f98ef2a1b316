//! Links that fail again and again rest for a while, and one probe finds out whether they recovered.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Failures in a row after which a link rests.
const FAILURES: u32 = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Asked as usual; so many failures in a row.
    Closed(u32),
    /// Not asked before this moment.
    Resting(Instant),
    /// One question is finding out; nobody else asks meanwhile.
    Probing,
}

/// The breakers of all links, by a key of the caller's choice.
#[derive(Debug)]
pub struct Breakers<K> {
    states: Arc<Mutex<HashMap<K, State>>>,
    rest: Duration,
}

impl<K> Clone for Breakers<K> {
    fn clone(&self) -> Self {
        Self {
            states: Arc::clone(&self.states),
            rest: self.rest,
        }
    }
}

impl<K: Hash + Eq + Clone> Breakers<K> {
    /// `rest` is how long a failing link is left alone.
    pub fn new(rest: Duration) -> Self {
        Self {
            states: Arc::default(),
            rest,
        }
    }

    /// A permit to ask the link, or `None` while it rests or is being probed.
    pub fn admit(&self, key: &K, now: Instant) -> Option<Permit<K>> {
        let mut states = self.lock();
        let state = states.entry(key.clone()).or_insert(State::Closed(0));
        let probe = match *state {
            State::Closed(_) => false,
            State::Resting(until) if now >= until => {
                *state = State::Probing;
                true
            }
            State::Resting(_) | State::Probing => return None,
        };
        Some(Permit {
            breakers: self.clone(),
            key: key.clone(),
            probe,
            reported: false,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, State>> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave to ask a link once. Dropped without a verdict (the question was cancelled) it changes
/// nothing, except that a probe may begin again at once.
#[derive(Debug)]
pub struct Permit<K: Hash + Eq + Clone> {
    breakers: Breakers<K>,
    key: K,
    probe: bool,
    reported: bool,
}

impl<K: Hash + Eq + Clone> Permit<K> {
    pub fn succeeded(mut self) {
        self.report(|_| State::Closed(0));
    }

    pub fn failed(mut self, now: Instant) {
        let until = now + self.breakers.rest;
        self.report(|state| match state {
            State::Closed(before) if before + 1 < FAILURES => State::Closed(before + 1),
            _ => State::Resting(until),
        });
    }

    /// The verdict of a question that began before the link came to rest is old news and does not count.
    fn report(&mut self, next: impl FnOnce(State) -> State) {
        self.reported = true;
        let mut states = self.breakers.lock();
        if let Some(state) = states.get_mut(&self.key) {
            let counts = match state {
                State::Closed(_) => true,
                State::Resting(_) => false,
                State::Probing => self.probe,
            };
            if counts {
                *state = next(*state);
            }
        }
    }
}

impl<K: Hash + Eq + Clone> Drop for Permit<K> {
    fn drop(&mut self) {
        if self.probe && !self.reported {
            let now = Instant::now();
            self.report(|_| State::Resting(now));
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use proptest::prelude::*;

    use super::*;

    const REST: Duration = Duration::from_secs(30);

    #[test]
    fn three_failures_in_a_row_open_it_and_one_probe_follows() {
        let breakers = Breakers::new(REST);
        let now = Instant::now();
        for _ in 0..3 {
            breakers.admit(&"a", now).unwrap().failed(now);
        }
        assert!(breakers.admit(&"a", now).is_none());
        assert!(breakers.admit(&"b", now).is_some());
        assert!(
            breakers
                .admit(&"a", now + REST - Duration::from_millis(1))
                .is_none()
        );
        let probe = breakers.admit(&"a", now + REST).unwrap();
        assert!(breakers.admit(&"a", now + REST).is_none(), "only one probe");
        probe.failed(now + REST);
        assert!(breakers.admit(&"a", now + REST).is_none());
        breakers.admit(&"a", now + REST + REST).unwrap().succeeded();
        for _ in 0..2 {
            breakers.admit(&"a", now).unwrap().failed(now);
        }
        assert!(
            breakers.admit(&"a", now).is_some(),
            "a success starts the count again"
        );
    }

    #[test]
    fn a_cancelled_probe_makes_room_for_the_next() {
        let breakers = Breakers::new(Duration::ZERO);
        let now = Instant::now();
        for _ in 0..3 {
            breakers.admit(&0, now).unwrap().failed(now);
        }
        drop(breakers.admit(&0, now).unwrap());
        assert!(breakers.admit(&0, Instant::now()).is_some());
    }

    proptest! {
        /// Any interleaving of questions: never two probes at once, never a question during a rest,
        /// and a rest begins only after three failures that nothing interrupted.
        #[test]
        fn no_interleaving_breaks_a_rule(steps in prop::collection::vec((0_u8..4, 0_usize..4), 1..200)) {
            let breakers = Breakers::new(REST);
            let mut now = Instant::now() + REST;
            let mut open: Vec<Permit<u8>> = Vec::new();
            let mut resting_until = None;
            for (step, which) in steps {
                match step {
                    0 => {
                        let probing = open.iter().any(|permit| permit.probe);
                        let resting = resting_until.is_some_and(|until| now < until);
                        let permit = breakers.admit(&0, now);
                        prop_assert_eq!(permit.is_none(), probing || resting);
                        open.extend(permit);
                    }
                    1 => now += REST / 2,
                    outcome => {
                        if open.is_empty() {
                            continue;
                        }
                        let permit = open.swap_remove(which % open.len());
                        let before = breakers.lock()[&0];
                        let probe = permit.probe;
                        if outcome == 2 { permit.succeeded() } else { permit.failed(now) }
                        let after = breakers.lock()[&0];
                        match (before, after) {
                            (State::Closed(n), State::Resting(until)) => {
                                prop_assert_eq!((n, until), (2, now + REST));
                                resting_until = Some(until);
                            }
                            (State::Probing, State::Resting(until)) => {
                                prop_assert!(probe && until == now + REST);
                                resting_until = Some(until);
                            }
                            (State::Probing, State::Closed(n)) => {
                                prop_assert!(probe && n == 0);
                                resting_until = None;
                            }
                            (before, after) => prop_assert!(
                                before == after || matches!((before, after), (State::Closed(_), State::Closed(_)))
                            ),
                        }
                    }
                }
            }
        }
    }
}
