//! Where jobs put their events.

use std::sync::Arc;
use std::sync::mpsc;

use crate::app::event::Event;

/// Called after each event, so that a sleeping window wakes and draws.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Jobs send, `App::drain` receives; when the app is gone, events go nowhere.
#[derive(Clone)]
pub(in crate::app) struct Outbox {
    sender: mpsc::Sender<Event>,
    wake: Waker,
}

impl Outbox {
    pub(in crate::app) fn new(wake: Waker) -> (Self, mpsc::Receiver<Event>) {
        let (sender, receiver) = mpsc::channel();
        (Self { sender, wake }, receiver)
    }

    pub(super) fn send(&self, event: Event) {
        if self.sender.send(event).is_ok() {
            (self.wake)();
        }
    }
}
