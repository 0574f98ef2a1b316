//! The reader against real, broken and hostile files, through the real worker process.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use aspiro::career::resume::{DocumentKind, Resume, WarningKind};
use aspiro::explain::{DocumentError, Explain};
use aspiro::ingest::{LIMIT_BYTES, Reader, blank_reason};

fn reader() -> Reader {
    Reader::new(PathBuf::from(env!("CARGO_BIN_EXE_aspiro")))
}

/// A PDF of one page that shows `text`, with a table of contents that holds together.
fn pdf(text: &str, trailer: &str) -> Vec<u8> {
    let content = format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            .to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let xref = file.len();
    file.push_str("xref\n0 5\n0000000000 65535 f \n");
    for offset in offsets {
        file.push_str(&format!("{offset:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer\n<< /Size 5 /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n"
    ));
    file.into_bytes()
}

fn is_sound(resume: &Resume) -> Result<(), String> {
    let slices: Option<Vec<&str>> = resume
        .lines
        .iter()
        .map(|line| resume.text.get(line.start..line.end))
        .collect();
    let slices = slices.ok_or("a line is no slice of the text")?;
    if slices.join("\n") != resume.text {
        return Err("the lines are not the text".to_owned());
    }
    let spans = resume.sections.iter().map(|section| section.span);
    let spans = spans.chain(resume.unplaced.iter().copied());
    let spans = spans.chain(resume.experience.iter().flat_map(|entry| {
        let bullets = entry.bullets.iter().map(|bullet| bullet.span);
        bullets.chain([entry.span]).collect::<Vec<_>>()
    }));
    if spans
        .into_iter()
        .any(|span| span.of(&resume.text).is_none())
    {
        return Err("a span does not fit the text".to_owned());
    }
    let fields = resume.experience.iter().flat_map(|entry| {
        let values = [
            ("title", &entry.title),
            ("company", &entry.company),
            ("location", &entry.location),
            ("dates", &entry.dates),
        ];
        values.map(|(name, value)| (value.as_deref(), entry.field_spans.get(name)))
    });
    for (value, span) in fields {
        if value != span.and_then(|span| span.of(&resume.text)) {
            return Err(format!("{value:?} is not what its span says"));
        }
    }
    for item in &resume.skills {
        let slice = item
            .span
            .of(&resume.text)
            .map(|slice| slice.replace('\n', " "));
        if slice.as_ref() != Some(&item.text) {
            return Err(format!("{:?} is not what its span says", item.text));
        }
    }
    Ok(())
}

/// Reads every file of the folders with two readers at once; returns what is wrong.
fn walk(folders: &[&str]) -> Vec<String> {
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| files_in(Path::new(folder)))
        .collect();
    files.sort();
    let n = files.len();
    let queue = Mutex::new(files);
    let wrong = Mutex::new(Vec::new());
    let work = || {
        let next = || queue.lock().ok()?.pop();
        while let Some(path) = next() {
            let problem = match reader().read_path(&path) {
                Ok(document) => is_sound(&document.read).err(),
                Err(error) if error.explain().sentence().trim().is_empty() => {
                    Some("no sentence".to_owned())
                }
                Err(_) => None,
            };
            if let (Some(problem), Ok(mut wrong)) = (problem, wrong.lock()) {
                wrong.push(format!("{}: {problem}", path.display()));
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    assert!(n > 0, "the folders hold no files");
    wrong
        .into_inner()
        .unwrap_or_else(|_| vec!["a reader panicked".to_owned()])
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .flat_map(|path| {
            if path.is_dir() {
                files_in(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

fn is_here(folder: &str) -> bool {
    let is_here = Path::new(folder).is_dir();
    if !is_here {
        println!("skipped: ../shared/data is not here");
    }
    is_here
}

#[test]
fn every_resume_is_read() {
    let folder = "../shared/data/resumes";
    if is_here(folder) {
        assert_eq!(walk(&[folder]), Vec::<String>::new());
    }
}

#[test]
fn no_hostile_file_harms_the_parent() {
    let folder = "../shared/data/pdf-hostile";
    if is_here(folder) {
        assert_eq!(walk(&[folder]), Vec::<String>::new());
    }
}

#[test]
fn a_pdf_is_read_whatever_its_name() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("picture.png");
    fs::write(&path, pdf("Ada Example", ""))?;
    let document = reader().read_path(&path)?;
    assert_eq!(document.name, "picture.png");
    assert_eq!(document.read.kind, DocumentKind::Pdf);
    assert_eq!(document.read.text, "Ada Example");
    let line = &document.read.lines[0];
    assert_eq!((line.page, line.x), (1, 72.0));
    assert!((50.0..75.0).contains(&line.y), "{}", line.y);
    Ok(())
}

#[test]
fn a_page_without_text_is_a_warning_and_a_reason() -> Result<(), DocumentError> {
    let resume = reader().read_bytes(&pdf("", ""))?;
    assert_eq!(resume.text, "");
    assert_eq!(resume.warnings[0].kind, WarningKind::Scanned);
    assert!(
        blank_reason(&resume).is_some_and(|reason| reason.contains("only page has no text layer"))
    );
    Ok(())
}

#[test]
fn what_cannot_be_read_has_its_own_error() {
    let read = |bytes: &[u8]| reader().read_bytes(bytes).map(|resume| resume.text);
    assert_eq!(read(b""), Err(DocumentError::Empty));
    assert_eq!(read(b"  \n "), Err(DocumentError::Empty));
    assert!(matches!(
        read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        Err(DocumentError::WrongType { found }) if found == "a PNG picture"
    ));
    let large = vec![b'x'; LIMIT_BYTES as usize + 1];
    assert!(matches!(read(&large), Err(DocumentError::TooLarge { .. })));
    assert!(matches!(
        read(b"%PDF-1.7\nnothing else"),
        Err(DocumentError::Damaged { .. })
    ));
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) \
                  /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) >> /ID [(x) (x)]";
    assert_eq!(read(&pdf("secret", locked)), Err(DocumentError::Encrypted));
}

#[test]
fn megabytes_of_text_pass_through_the_pipes() -> Result<(), DocumentError> {
    // A kilobyte each: far more than a pipe holds, and read in time by an unoptimized program on a busy machine.
    const N_LINES: usize = 3_000;
    let line = "Ada Example wrote this line. ".repeat(34);
    let text = format!("{line}\n").repeat(N_LINES);
    let resume = reader().read_bytes(text.as_bytes())?;
    assert_eq!(resume.lines.len(), N_LINES);
    Ok(())
}

#[test]
fn a_worker_that_cannot_start_is_an_error() {
    let nowhere = Reader::new(PathBuf::from("/nonexistent/program"));
    assert!(matches!(
        nowhere.read_bytes(b"x"),
        Err(DocumentError::Unreadable { .. })
    ));
    let other = Reader::new(PathBuf::from("/bin/false"));
    assert!(other.read_bytes(b"x").is_err());
}

#[test]
fn extract_prints_the_text_and_fails_with_a_sentence() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("cv");
    fs::write(&path, "Ada Example\n\nSkills\nRust, SQL\n")?;
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_aspiro"))
            .arg("extract")
            .arg(&path)
            .args(args)
            .output()
    };
    let plain = run(&[])?;
    assert_eq!(plain.status.code(), Some(0));
    assert_eq!(
        String::from_utf8(plain.stdout)?,
        "[contact]\nAda Example\n\n[skills]\nSkills\nRust, SQL\n"
    );
    let json: Resume = serde_json::from_slice(&run(&["--json"])?.stdout)?;
    assert_eq!(json.skills.len(), 2);
    assert_eq!(json.contact.full_name.as_deref(), Some("Ada Example"));

    fs::write(&path, b"\x7fELF\x02\x01\x01\0")?;
    let wrong = run(&[])?;
    assert_eq!(wrong.status.code(), Some(1));
    assert!(wrong.stdout.is_empty());
    assert!(String::from_utf8(wrong.stderr)?.contains("a program"));
    Ok(())
}
