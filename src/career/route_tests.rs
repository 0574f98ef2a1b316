#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::HashSet;

use super::*;
use crate::atlas::{AS_OF, Atlas};
use crate::career::sample::{ANALYST, NURSE, resume};

const DATA_SCIENTISTS: &str = "15-2051.00";
const REGISTERED_NURSES: &str = "29-1141.00";
const COOKS: &str = "35-2014.00";

fn found(from: &str, to: &str, text: Option<&str>) -> Vec<Route> {
    let atlas = Atlas::get();
    let bearings = text.map(|text| Bearings::new(&resume(text), atlas.vocabulary(), AS_OF));
    routes(atlas.occupations(), from, to, bearings.as_ref())
}

/// All pairs of some occupations, spread over the whole atlas.
fn pairs() -> Vec<(&'static str, &'static str)> {
    let some: Vec<&str> = Atlas::get()
        .occupations()
        .iter()
        .step_by(211)
        .map(|occupation| occupation.code.as_str())
        .collect();
    some.iter()
        .flat_map(|from| some.iter().map(move |to| (*from, *to)))
        .filter(|(from, to)| from != to)
        .collect()
}

#[test]
fn a_route_leads_from_one_occupation_to_the_other_over_related_ones() {
    let atlas = Atlas::get();
    for (from, to) in pairs() {
        let routes = found(from, to, None);
        assert!(
            !routes.is_empty() && routes.len() <= MAX_ROUTES,
            "{from} {to}"
        );
        for route in &routes {
            let mut at = from;
            let mut seen = HashSet::from([from]);
            for hop in &route.hops {
                assert_eq!(hop.from.code, at);
                let (here, next) = (
                    atlas.by_code(at).unwrap(),
                    atlas.by_code(&hop.to.code).unwrap(),
                );
                assert!(
                    here.related.contains(&next.code.as_str())
                        || next.related.contains(&here.code.as_str())
                );
                assert!(seen.insert(&hop.to.code), "{at} is visited twice");
                at = &hop.to.code;
            }
            assert_eq!(at, to);
            assert_eq!(
                route.cost,
                route.hops.iter().map(|hop| hop.cost).sum::<u32>()
            );
        }
    }
}

#[test]
fn alternatives_share_no_stop_and_are_not_much_dearer() {
    for (from, to) in pairs() {
        let routes = found(from, to, None);
        assert!(routes.is_sorted_by_key(|route| route.cost));
        let mut between = HashSet::new();
        let mut direct = 0;
        for route in &routes {
            assert!(route.cost <= 2 * routes[0].cost);
            direct += usize::from(route.hops.len() == 1);
            for hop in route.hops.iter().skip(1) {
                assert!(
                    between.insert(hop.from.code.clone()),
                    "{} twice",
                    hop.from.code
                );
            }
        }
        assert!(direct <= 1);
    }
}

#[test]
fn what_a_hop_asks_for_is_not_what_is_there_and_each_cites_its_rows() {
    for route in found(COOKS, REGISTERED_NURSES, Some(NURSE)) {
        for hop in &route.hops {
            let asked: HashSet<&str> = hop.asks.iter().map(|ask| ask.name.as_str()).collect();
            assert!(!hop.has.iter().any(
                |held| held.kind == ItemKind::Technology && asked.contains(held.name.as_str())
            ));
            for ask in &hop.asks {
                let Fact::Atlas { reference, .. } = &ask.facts[0] else {
                    panic!("{ask:?}")
                };
                assert!(reference.starts_with(&format!("onet:{}#", hop.to.code)));
            }
            for held in &hop.has {
                let shown = held
                    .facts
                    .iter()
                    .any(|fact| matches!(fact, Fact::Resume(span) if span.of(NURSE).is_some()));
                assert_eq!(shown, held.shown_by != ShownBy::Occupation, "{held:?}");
            }
            assert!(!hop.preparation.facts.is_empty());
        }
    }
}

#[test]
fn what_a_resume_shows_need_not_be_learnt() {
    let without = &found("43-3031.00", DATA_SCIENTISTS, None)[0];
    let with = &found("43-3031.00", DATA_SCIENTISTS, Some(ANALYST))[0];
    assert!(with.cost < without.cost, "{} {}", with.cost, without.cost);
    let mut held = with.hops.iter().flat_map(|hop| &hop.has);
    assert!(held.any(|held| {
        matches!(&held.facts[0], Fact::Resume(span) if span.of(ANALYST) == Some(&held.name))
    }));
}

#[test]
fn more_preparation_costs_more_than_less() {
    let up = &found("31-1131.00", REGISTERED_NURSES, None)[0];
    let down = &found(REGISTERED_NURSES, "31-1131.00", None)[0];
    assert!(up.cost > down.cost, "{} {}", up.cost, down.cost);
    let steps =
        |route: &Route| -> i8 { route.hops.iter().map(|hop| hop.preparation.steps()).sum() };
    assert_eq!(steps(up), -steps(down));
    assert!(steps(up) > 0);
}

#[test]
fn there_is_no_route_to_where_one_is_nor_between_unrelated_islands() {
    assert!(found(REGISTERED_NURSES, REGISTERED_NURSES, None).is_empty());
    assert!(found(REGISTERED_NURSES, "99-9999.99", None).is_empty());
    let mut island = vec![
        Atlas::get().occupations()[0].clone(),
        Atlas::get().occupations()[1].clone(),
    ];
    for occupation in &mut island {
        occupation.related.clear();
    }
    assert!(routes(&island, &island[0].code, &island[1].code, None).is_empty());
}

#[test]
fn the_same_question_gives_the_same_routes() {
    for (from, to) in pairs().into_iter().step_by(5) {
        assert_eq!(
            found(from, to, Some(ANALYST)),
            found(from, to, Some(ANALYST))
        );
    }
}

#[test]
fn the_latest_title_is_the_one_still_held() {
    let mut person = resume(ANALYST);
    let held = |title: &str, start: &str, end: &str| crate::career::resume::Experience {
        title: Some(title.to_owned()),
        start: Some(start.to_owned()),
        end: Some(end.to_owned()),
        ..Default::default()
    };
    person.experience = vec![
        held("Cook", "2010", "2012"),
        held("Chef", "2015-02", "present"),
        held("Baker", "2012", "2015-01"),
    ];
    assert_eq!(latest_title(&person), Some("Chef"));
    person.experience.clear();
    assert_eq!(latest_title(&person), None);
}
