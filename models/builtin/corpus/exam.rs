//! How well a model answers what it was not trained on: steps about held-out occupations, of people with held-out names.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use aspiro::advisor::Step;
use aspiro::advisor::judge::JudgedLine;
use aspiro::advisor::mentor::{Grounded, careful};
use aspiro::advisor::rewrite::rewrite;
use aspiro::atlas::Atlas;
use aspiro::bench::career::{Answer, Marks, Tally, ask, read};
use aspiro::chat::Link;
use aspiro::engine::{Engine, LoadOptions};
use aspiro::explain::{Explain, LinkError};
use aspiro::provider::Provider;
use aspiro::provider::chain::Chain;
use aspiro::provider::local::Local;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::json;

use crate::case::{talker, wordings};
use crate::mentor::{self, Turn};
use crate::prompts::{self, Asked, facts, rests_on_a_heading};
use crate::split::{Split, mixed};
use crate::{failed, judge};

/// People whose résumés are written down, to be analysed as a whole.
const WRITTEN_RESUMES: usize = 20;

/// Asks so many steps, free and held to their form, and prints the marks of both beside those of the grammar's own
/// answers. `folder` gets the answers (`answers.jsonl`) and some of the résumés.
pub(crate) fn sit(folder: &Path, seed: u64, model: &Path, n_steps: usize) -> Result<(), String> {
    let engine = Engine::load(&model.into(), &LoadOptions::default())
        .map_err(|error| error.explain().sentence())?;
    let model: Arc<dyn Provider> = Arc::new(Local::new(engine));
    let mut paper = Paper::new(folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())?;
    let occupations = Split::HeldOut.occupations();
    let mut tallies: [Tally; 3] = Default::default();
    let mut talks = Talks::default();
    let mut asked_so_far = 0;
    for index in 0.. {
        // Other people than those of `held-out.jsonl`, which perplexity is measured on.
        let mut rng = StdRng::seed_from_u64(mixed(mixed(seed) ^ index));
        let Some(case) = prompts::case(&mut rng, Split::HeldOut, &occupations) else {
            continue;
        };
        paper.keep(&case.role, &case.resume.text)?;
        for asked in &case.asked {
            let mut opening = None;
            for step in asked.steps() {
                if rests_on_a_heading(&case.resume, &facts(step)) {
                    continue;
                }
                let (Some(pair), _) = judge::answered(&mut rng, asked, step) else {
                    continue;
                };
                let written = Answer {
                    text: pair.answer.clone(),
                    ..Answer::default()
                };
                if pair.section == "analysis" {
                    opening = Some(pair);
                }
                let free = runtime.block_on(ask(&*model, step, false)).map_err(said)?;
                let held = runtime.block_on(ask(&*model, step, true)).map_err(said)?;
                for (tally, answer) in tallies.iter_mut().zip([&free, &held, &written]) {
                    tally.count(step, answer, &asked.judge(step, &answer.text));
                }
                paper.write(asked, step, &free)?;
                asked_so_far += 1;
                if asked_so_far == n_steps {
                    print(tallies);
                    println!("{}", talks.row());
                    return paper.out.flush().map_err(|error| failed(folder, &error));
                }
            }
            if let Asked::Analysis(prepared) = asked {
                let opening = opening.as_ref();
                let talker = talker(&case, prepared, opening, Split::HeldOut, &occupations);
                if let Some(turn) = mentor::conversation(&mut rng, &talker) {
                    let answered = runtime.block_on(talks.turn(&model, &turn)).map_err(said)?;
                    paper.write_turn(&turn, &answered)?;
                }
            }
        }
        for (line, _) in wordings(&mut rng, &case) {
            runtime.block_on(talks.reword(&model, &line, &case.role));
        }
    }
    Ok(())
}

fn said(error: LinkError) -> String {
    error.explain().sentence()
}

/// Turns of conversations, and lines to reword.
#[derive(Default)]
struct Talks {
    turns: usize,
    /// Turns that a person would see, and of these those that are the first try.
    shown: usize,
    first: usize,
    lines: usize,
    /// Lines of which the program takes the new wording.
    taken: usize,
}

impl Talks {
    /// The first try, and what a person would see of this or of another one.
    async fn turn(
        &mut self,
        model: &Arc<dyn Provider>,
        turn: &Turn,
    ) -> Result<[String; 2], LinkError> {
        let first = read(&**model, careful(&turn.request)).await?.text;
        let link = Grounded::new(Arc::clone(model), &turn.context, &turn.request);
        let shown = read(&link, turn.request.clone()).await?.text;
        self.turns += 1;
        self.shown += usize::from(!shown.is_empty());
        self.first += usize::from(!shown.is_empty() && shown == first);
        Ok([first, shown])
    }

    async fn reword(&mut self, model: &Arc<dyn Provider>, line: &str, role: &str) {
        let links = vec![Arc::clone(model)];
        let rewritten = rewrite(Atlas::get(), line, role, &Chain::new(), links).await;
        self.lines += 1;
        self.taken += usize::from(rewritten.link == Link::Local);
    }

    fn row(&self) -> serde_json::Value {
        json!({
            "turns": self.turns,
            "shown": share(self.shown, self.turns),
            "shown_at_once": share(self.first, self.turns),
            "lines": self.lines,
            "reworded": share(self.taken, self.lines),
        })
    }
}

fn share(of: usize, all: usize) -> f64 {
    (1e4 * of as f64 / all.max(1) as f64).round() / 1e4
}

fn print(tallies: [Tally; 3]) {
    for (name, tally) in ["free", "held", "corpus"].into_iter().zip(tallies) {
        println!("{}", row(name, &tally.marks()));
    }
}

fn row(name: &str, marks: &Marks) -> serde_json::Value {
    json!({
        "answers": name,
        "steps": marks.steps,
        "sentences": marks.sentences,
        "formed": share(marks.formed, marks.lines),
        "kept": share(marks.kept, marks.sentences),
        "copied": share(marks.copied, marks.names),
        "distinct_4": share(marks.distinct, marks.phrases),
        "loops": marks.loops,
        "first_word_ms": marks.first_word.as_secs_f64() * 1e3,
        "tokens_per_second": marks.pace().round(),
    })
}

/// What is written down to be read.
struct Paper<'a> {
    folder: &'a Path,
    out: BufWriter<File>,
    turns: BufWriter<File>,
    n_resumes: usize,
}

impl<'a> Paper<'a> {
    fn new(folder: &'a Path) -> Result<Self, String> {
        std::fs::create_dir_all(folder.join("resumes")).map_err(|error| failed(folder, &error))?;
        let create = |name: &str| {
            let path = folder.join(name);
            File::create(&path).map_err(|error| failed(&path, &error))
        };
        let (file, turns) = (create("answers.jsonl")?, create("turns.jsonl")?);
        Ok(Self {
            folder,
            out: BufWriter::new(file),
            turns: BufWriter::new(turns),
            n_resumes: 0,
        })
    }

    /// The file's name tells what the person wants to work as.
    fn keep(&mut self, role: &str, text: &str) -> Result<(), String> {
        if self.n_resumes == WRITTEN_RESUMES {
            return Ok(());
        }
        self.n_resumes += 1;
        let role = role.replace('/', " ");
        let name = format!("resumes/{:02} {role}.txt", self.n_resumes);
        let path = self.folder.join(name);
        std::fs::write(&path, text).map_err(|error| failed(&path, &error))
    }

    fn write_turn(&mut self, turn: &Turn, [first, shown]: &[String; 2]) -> Result<(), String> {
        let messages = turn.request.messages.iter().map(|message| &message.text);
        let line = json!({
            "messages": messages.collect::<Vec<_>>(),
            "first": first,
            "shown": shown,
        });
        writeln!(self.turns, "{line}").map_err(|error| failed(self.folder, &error))
    }

    fn write(&mut self, asked: &Asked, step: &Step, answer: &Answer) -> Result<(), String> {
        let fault = |line: &JudgedLine| {
            let faults = line
                .sentences
                .iter()
                .map(|said| said.verdict.as_ref().err());
            let faults: Vec<_> = faults.flatten().map(|fault| format!("{fault:?}")).collect();
            json!({ "formed": line.is_well_formed, "faults": faults })
        };
        let question = step.request.messages.last();
        let line = json!({
            "section": step.section.key,
            "about": asked.role(step),
            "question": question.map_or("", |message| message.text.as_str()),
            "answer": answer.text,
            "lines": asked.judge(step, &answer.text).iter().map(fault).collect::<Vec<_>>(),
        });
        writeln!(self.out, "{line}").map_err(|error| failed(self.folder, &error))
    }
}
