//! The tokens that may still be drawn, and the filters that make them fewer.

/// Fewest candidates kept while the likeliest are looked for: sorting out too often costs more than the room.
const MIN_ROOM: usize = 256;

/// Logits looked at together; nearly always none of them is among the likeliest.
const BLOCK: usize = 32;

/// Tokens are put into buckets by how unlikely they are, so that only one bucket has to be sorted. Behind the last
/// (64 nats) nothing is ever drawn.
const N_BUCKETS: usize = 1024;
const BUCKETS_PER_NAT: f32 = 16.0;

/// Nearly always, the tokens that make up nearly all probability are among this many.
const HEAD: usize = 1024;

#[derive(Debug, Clone, Copy)]
struct Candidate {
    id: u32,
    logit: f32,
    /// Proportional to the probability, once [`Candidates::weigh`] has run.
    weight: f32,
}

/// Its room is kept from one token to the next.
#[derive(Default)]
pub(super) struct Candidates {
    list: Vec<Candidate>,
    /// The bucket in which a filter ends: key, id and weight.
    last_bucket: Vec<(f32, u32, f32)>,
}

impl Candidates {
    /// Starts over with the `top_k` likeliest tokens, or all where that is 0. What is not a number is left out.
    pub(super) fn fill(&mut self, logits: &[f32], top_k: usize) {
        self.list.clear();
        if top_k == 0 || top_k >= logits.len() {
            self.push_above(f32::NEG_INFINITY, 0, logits);
            return;
        }
        let room = MIN_ROOM.max(2 * top_k);
        let mut floor = f32::NEG_INFINITY;
        for (block, start) in logits.chunks(BLOCK).zip((0_u32..).step_by(BLOCK)) {
            // An equal one comes too late: among equals the smaller id is ahead.
            if !block
                .iter()
                .fold(false, |any, logit| any | (*logit > floor))
            {
                continue;
            }
            self.push_above(floor, start, block);
            if self.list.len() >= room {
                self.keep_top_k(top_k);
                floor = self.list[top_k - 1].logit;
            }
        }
        self.keep_top_k(top_k);
        // In which order they are found depends on the settings of this search; the draw must not.
        self.list.sort_unstable_by(likelier_first);
    }

    /// Starts over with the likeliest tokens that make up `share` of all probability.
    pub(super) fn fill_top_p(&mut self, logits: &[f32], share: f32) {
        self.fill(logits, HEAD);
        let (best, in_head) = self.weigh(1.0);
        let total = relative_total(logits, best);
        if in_head < f64::from(share) * total {
            self.fill(logits, 0);
            self.weigh(1.0);
        }
        self.keep_share(f64::from(share) * total, |candidate| best - candidate.logit);
    }

    fn push_above(&mut self, floor: f32, first_id: u32, logits: &[f32]) {
        let above = (first_id..)
            .zip(logits)
            .filter(|(_, logit)| **logit > floor && **logit < f32::INFINITY);
        self.list.extend(above.map(|(id, logit)| Candidate {
            id,
            logit: *logit,
            weight: 0.0,
        }));
    }

    /// The `top_k`-th is at its place afterwards.
    fn keep_top_k(&mut self, top_k: usize) {
        if top_k < self.list.len() {
            self.list.select_nth_unstable_by(top_k - 1, likelier_first);
            self.list.truncate(top_k);
        }
    }

    /// Keeps the tokens that tell about as much as the distribution does on average, up to `share` of all
    /// probability; at least one stays.
    pub(super) fn keep_typical(&mut self, share: f32) {
        let (best, total) = self.weigh(1.0);
        let log_total = total.ln() as f32;
        let surprise = |candidate: &Candidate| best - candidate.logit + log_total;
        let weighted = |candidate: &Candidate| f64::from(candidate.weight * surprise(candidate));
        let entropy = (self.list.iter().map(weighted).sum::<f64>() / total) as f32;
        self.keep_share(f64::from(share) * total, |candidate| {
            (surprise(candidate) - entropy).abs()
        });
    }

    /// Keeps the likeliest tokens, up to `share` of all probability; at least one stays.
    pub(super) fn keep_top_p(&mut self, share: f32) {
        let (best, total) = self.weigh(1.0);
        self.keep_share(f64::from(share) * total, |candidate| best - candidate.logit);
    }

    /// Keeps what is at least `ratio` as likely as the likeliest.
    pub(super) fn keep_min_p(&mut self, ratio: f32) {
        let floor = self.best() + ratio.min(1.0).ln();
        self.list.retain(|candidate| candidate.logit >= floor);
    }

    /// The candidate at which `fraction`, from [0, 1), of all probability lies behind.
    pub(super) fn pick(&mut self, temperature: f32, fraction: f64) -> Option<u32> {
        let (_, total) = self.weigh(temperature);
        let mut left = fraction * total;
        for candidate in &self.list {
            left -= f64::from(candidate.weight);
            if left < 0.0 {
                return Some(candidate.id);
            }
        }
        // Rounding can leave a crumb behind the last candidate.
        self.list.last().map(|candidate| candidate.id)
    }

    fn best(&self) -> f32 {
        let logits = self.list.iter().map(|candidate| candidate.logit);
        logits.fold(f32::NEG_INFINITY, f32::max)
    }

    /// Sets the weights, of which the likeliest has 1; returns the likeliest one's logit and the sum.
    fn weigh(&mut self, temperature: f32) -> (f32, f64) {
        let best = self.best();
        let mut total = 0.0;
        for candidate in &mut self.list {
            candidate.weight = ((candidate.logit - best) / temperature).exp();
            total += f64::from(candidate.weight);
        }
        (best, total)
    }

    /// Keeps the fewest candidates, smallest `key` first and then smallest id, whose weights reach `enough`. Keys are
    /// not negative.
    fn keep_share(&mut self, enough: f64, key: impl Fn(&Candidate) -> f32) {
        let bucket = |key: f32| ((key * BUCKETS_PER_NAT) as usize).min(N_BUCKETS - 1);
        let mut buckets = [0.0_f64; N_BUCKETS];
        for candidate in &self.list {
            buckets[bucket(key(candidate))] += f64::from(candidate.weight);
        }
        let mut reached = 0.0;
        let Some(last) = buckets.iter().position(|weight| {
            let here = *weight > 0.0 && reached + weight >= enough;
            reached += if here { 0.0 } else { *weight };
            here
        }) else {
            return;
        };
        let at_last = self.list.iter().map(|candidate| {
            let key = key(candidate);
            (key, candidate.id, candidate.weight)
        });
        self.last_bucket.clear();
        let in_it = at_last.filter(|(key, ..)| bucket(*key) == last);
        self.last_bucket.extend(in_it);
        self.last_bucket
            .sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let end = self.last_bucket.iter().find(|(.., weight)| {
            reached += f64::from(*weight);
            reached >= enough
        });
        let Some((end_key, end_id, _)) = end.or(self.last_bucket.last()).copied() else {
            return;
        };
        self.list
            .retain(|candidate| (key(candidate), candidate.id) <= (end_key, end_id));
    }
}

/// The sum of what the numbers among `logits` weigh where `best`, the largest, weighs 1.
pub(super) fn relative_total(logits: &[f32], best: f32) -> f64 {
    let mut lanes = [0.0_f32; 16];
    let mut total = 0.0;
    // Short enough that adding small weights to a growing sum loses nothing that counts.
    for stretch in logits.chunks(1024) {
        lanes.fill(0.0);
        for chunk in stretch.chunks(lanes.len()) {
            for (lane, logit) in lanes.iter_mut().zip(chunk) {
                *lane += exp_below_zero(*logit - best);
            }
        }
        total += lanes.iter().copied().map(f64::from).sum::<f64>();
    }
    total
}

/// e to the power of `x`, to seven digits, in a form that the compiler turns into vectors. 0 for what is not a number,
/// and above 0.
fn exp_below_zero(x: f32) -> f32 {
    // Adding it rounds to a whole number, which then lies in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let is_number = (-87.0..=0.0).contains(&x);
    let power = x.clamp(-87.0, 0.0) * std::f32::consts::LOG2_E;
    let whole = power + ROUND;
    let rest = (power - (whole - ROUND)) * std::f32::consts::LN_2;
    // Taylor's series; `rest` is at most half of ln 2.
    let series = [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ];
    let mantissa = series.iter().fold(0.0, |sum, term| sum * rest + term);
    let exponent = whole
        .to_bits()
        .wrapping_sub(ROUND.to_bits())
        .wrapping_add(127)
        << 23;
    if is_number {
        mantissa * f32::from_bits(exponent)
    } else {
        0.0
    }
}

/// Ids break ties, so that the order never depends on the sorting algorithm.
fn likelier_first(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    b.logit.total_cmp(&a.logit).then(a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_exponential_is_the_exponential() {
        for step in 0..870 {
            let x = -0.1 * step as f32;
            let (found, expected) = (f64::from(exp_below_zero(x)), f64::from(x).exp());
            assert!(
                (found - expected).abs() <= 4e-6 * expected,
                "{x}: {found} {expected}"
            );
        }
        for none in [f32::NAN, f32::NEG_INFINITY, f32::INFINITY] {
            assert_eq!(exp_below_zero(none), 0.0);
        }
    }

    #[test]
    fn a_share_is_found_whether_few_tokens_make_it_up_or_nearly_all() {
        for steepness in [0.0005_f32, 0.05] {
            let logits: Vec<f32> = (0..6000).map(|id| -steepness * id as f32).collect();
            let (mut quick, mut whole) = (Candidates::default(), Candidates::default());
            quick.fill_top_p(&logits, 0.9);
            whole.fill(&logits, 0);
            whole.keep_top_p(0.9);
            let (quick, whole) = (quick.list.len(), whole.list.len());
            assert!(quick.abs_diff(whole) <= 1, "{steepness}: {quick} {whole}");
            assert!((quick > HEAD) == (steepness < 0.01));
        }
    }
}
