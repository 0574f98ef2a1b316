//! Where jobs put their events.

use std::sync::Arc;
use std::sync::mpsc;

use crate::app::event::Event;

/// Called after each event, so that a sleeping window wakes and draws.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Which open profile something belongs to, counted from the program's start.
pub(in crate::app) type Session = u64;

/// What belongs to no profile.
pub(in crate::app) const ANY_SESSION: Session = 0;

/// Jobs send, `App::drain` receives; when the app is gone, events go nowhere. What a job of one session finds out is not
/// for the next.
#[derive(Clone)]
pub(in crate::app) struct Outbox {
    sender: mpsc::Sender<(Session, Event)>,
    wake: Waker,
    session: Session,
}

impl Outbox {
    pub(in crate::app) fn new(wake: Waker) -> (Self, mpsc::Receiver<(Session, Event)>) {
        let (sender, receiver) = mpsc::channel();
        let outbox = Self {
            sender,
            wake,
            session: ANY_SESSION,
        };
        (outbox, receiver)
    }

    /// The same, for jobs of this session.
    pub(super) fn of(&self, session: Session) -> Self {
        Self {
            session,
            ..self.clone()
        }
    }

    pub(super) fn send(&self, event: Event) {
        if self.sender.send((self.session, event)).is_ok() {
            (self.wake)();
        }
    }
}
