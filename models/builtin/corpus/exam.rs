//! How well a model answers what it was not trained on: steps about held-out occupations, of people with held-out names.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use aspiro::advisor::Step;
use aspiro::advisor::judge::JudgedLine;
use aspiro::advisor::rewrite::rewrite;
use aspiro::atlas::Atlas;
use aspiro::bench::career::{Answer, Marks, Tally, ask};
use aspiro::chat::Link;
use aspiro::engine::{Engine, LoadOptions};
use aspiro::explain::Explain;
use aspiro::provider::Provider;
use aspiro::provider::chain::Chain;
use aspiro::provider::local::Local;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::json;

use crate::case::wordings;
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
    let mut rewordings = Rewordings::default();
    let mut asked_so_far = 0;
    for index in 0.. {
        // Other people than those of `held-out.jsonl`, which perplexity is measured on.
        let mut rng = StdRng::seed_from_u64(mixed(mixed(seed) ^ index));
        let Some(case) = prompts::case(&mut rng, Split::HeldOut, &occupations) else {
            continue;
        };
        paper.keep(&case.role, &case.resume.text)?;
        for asked in &case.asked {
            for step in asked.steps() {
                if rests_on_a_heading(&case.resume, &facts(step)) {
                    continue;
                }
                let (Some(pair), _) = judge::answered(&mut rng, asked, step) else {
                    continue;
                };
                let written = Answer {
                    text: pair.answer,
                    ..Answer::default()
                };
                let said = |error: aspiro::explain::LinkError| error.explain().sentence();
                let free = runtime.block_on(ask(&*model, step, false)).map_err(said)?;
                let held = runtime.block_on(ask(&*model, step, true)).map_err(said)?;
                for (tally, answer) in tallies.iter_mut().zip([&free, &held, &written]) {
                    tally.count(step, answer, &asked.judge(step, &answer.text));
                }
                paper.write(asked, step, &free)?;
                asked_so_far += 1;
                if asked_so_far == n_steps {
                    print(tallies);
                    println!("{}", rewordings.row());
                    return paper.out.flush().map_err(|error| failed(folder, &error));
                }
            }
        }
        for (line, _) in wordings(&mut rng, &case) {
            runtime.block_on(rewordings.count(&model, &line, &case.role));
        }
    }
    Ok(())
}

/// Lines to reword.
#[derive(Default)]
struct Rewordings {
    lines: usize,
    /// Lines of which the program takes the new wording.
    taken: usize,
}

impl Rewordings {
    async fn count(&mut self, model: &Arc<dyn Provider>, line: &str, role: &str) {
        let links = vec![Arc::clone(model)];
        let rewritten = rewrite(Atlas::get(), line, role, &Chain::new(), links).await;
        self.lines += 1;
        self.taken += usize::from(rewritten.link == Link::Local);
    }

    fn row(&self) -> serde_json::Value {
        json!({
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
    n_resumes: usize,
}

impl<'a> Paper<'a> {
    fn new(folder: &'a Path) -> Result<Self, String> {
        std::fs::create_dir_all(folder.join("resumes")).map_err(|error| failed(folder, &error))?;
        let path = folder.join("answers.jsonl");
        let file = File::create(&path).map_err(|error| failed(&path, &error))?;
        Ok(Self {
            folder,
            out: BufWriter::new(file),
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
