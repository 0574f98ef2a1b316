//! The cheapest ways through the graph of related occupations.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use crate::career::occupation::Occupation;
use crate::career::route::hop::{self, Traits};
use crate::career::route::{Bearings, MAX_ROUTES, Route};

/// A way this many times as dear as the cheapest is no honest alternative to it.
const DEAREST: u32 = 2;

/// The cheapest way between two occupations and at most two others, cheapest first; empty when there is none, and when
/// both are the same or unknown.
///
/// No two ways pass the same occupation in between, and the others cost at most twice as much as the first. The same
/// input gives the same ways: costs are whole numbers, and the earlier code wins among equals.
pub fn routes(
    occupations: &[Occupation],
    from: &str,
    to: &str,
    bearings: Option<&Bearings>,
) -> Vec<Route> {
    let graph = Graph::new(occupations, bearings);
    let (Some(from), Some(to)) = (graph.place(from), graph.place(to)) else {
        return Vec::new();
    };
    let mut closed = Closed::default();
    let mut found: Vec<Route> = Vec::new();
    while from != to && found.len() < MAX_ROUTES {
        let Some((cost, stops)) = graph.cheapest(from, to, &closed) else {
            break;
        };
        if found
            .first()
            .is_some_and(|first| cost > first.cost * DEAREST)
        {
            break;
        }
        closed.close(&stops);
        found.push(Route {
            cost,
            hops: stops
                .windows(2)
                .map(|pair| {
                    let (from, to) = (graph.traits(pair[0]), graph.traits(pair[1]));
                    hop::describe(from, to, bearings, graph.cost(pair[0], pair[1]))
                })
                .collect(),
        });
    }
    found
}

/// What later ways may not use.
#[derive(Default)]
struct Closed {
    stops: HashSet<usize>,
    /// The direct way, which has no stop in between.
    direct: bool,
}

impl Closed {
    fn close(&mut self, stops: &[usize]) {
        let between = &stops[1..stops.len() - 1];
        self.stops.extend(between);
        self.direct |= between.is_empty();
    }
}

struct Graph<'a> {
    codes: HashMap<&'a str, usize>,
    /// By place; each list ascending.
    near: Vec<Vec<usize>>,
    occupations: &'a [Occupation],
    /// Made for the occupations that a search comes near.
    traits: Vec<OnceCell<Traits<'a>>>,
    costs: RefCell<HashMap<(usize, usize), u32>>,
    bearings: Option<&'a Bearings>,
}

impl<'a> Graph<'a> {
    fn new(occupations: &'a [Occupation], bearings: Option<&'a Bearings>) -> Self {
        let codes: HashMap<&str, usize> = occupations
            .iter()
            .enumerate()
            .map(|(at, occupation)| (occupation.code.as_str(), at))
            .collect();
        let mut near = vec![Vec::new(); occupations.len()];
        for (at, occupation) in occupations.iter().enumerate() {
            for other in occupation.related.iter().filter_map(|code| codes.get(code)) {
                near[at].push(*other);
                near[*other].push(at);
            }
        }
        for list in &mut near {
            list.sort_unstable();
            list.dedup();
        }
        Self {
            codes,
            near,
            traits: occupations.iter().map(|_| OnceCell::new()).collect(),
            costs: RefCell::default(),
            occupations,
            bearings,
        }
    }

    fn place(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    fn cost(&self, from: usize, to: usize) -> u32 {
        let known = self.costs.borrow().get(&(from, to)).copied();
        known.unwrap_or_else(|| {
            let cost = hop::cost(self.traits(from), self.traits(to));
            self.costs.borrow_mut().insert((from, to), cost);
            cost
        })
    }

    fn traits(&self, at: usize) -> &Traits<'a> {
        self.traits[at].get_or_init(|| Traits::new(&self.occupations[at], self.bearings))
    }

    /// Dijkstra's algorithm: the cost and the stops, both ends among them.
    fn cheapest(&self, from: usize, to: usize, closed: &Closed) -> Option<(u32, Vec<usize>)> {
        let mut best: HashMap<usize, (u32, usize)> = HashMap::from([(from, (0, from))]);
        let mut done = HashSet::new();
        let mut open = BinaryHeap::from([Reverse((0, from))]);
        while let Some(Reverse((cost, at))) = open.pop() {
            if at == to {
                return Some((cost, stops(&best, from, to)));
            }
            if !done.insert(at) {
                continue;
            }
            for next in &self.near[at] {
                let direct = at == from && *next == to;
                if closed.stops.contains(next) || direct && closed.direct {
                    continue;
                }
                let total = cost + self.cost(at, *next);
                if best.get(next).is_none_or(|(other, _)| total < *other) {
                    best.insert(*next, (total, at));
                    open.push(Reverse((total, *next)));
                }
            }
        }
        None
    }
}

fn stops(best: &HashMap<usize, (u32, usize)>, from: usize, to: usize) -> Vec<usize> {
    let mut stops = vec![to];
    let mut at = to;
    while at != from {
        let Some((_, before)) = best.get(&at) else {
            break;
        };
        at = *before;
        stops.push(at);
    }
    stops.reverse();
    stops
}
