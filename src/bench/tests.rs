use std::path::Path;
use std::time::Duration;

use super::*;

fn plan() -> Plan {
    Plan {
        models: vec![Path::new("model.gguf").into()],
        n_prompt: vec![512],
        n_gen: vec![128],
        n_depth: vec![0],
        n_batch: vec![DEFAULT_BATCH],
        n_threads: Vec::new(),
        repetitions: 5,
        warm_up: true,
    }
}

fn row(n_prompt: usize, n_gen: usize, n_depth: usize) -> Row {
    Row {
        cpu_info: "A \"quick\" processor".to_owned(),
        model_filename: "models/qwen2.gguf".to_owned(),
        model_type: "qwen2 0.5B Q4_K - Medium".to_owned(),
        model_size: 397_804_992,
        model_n_params: 494_032_768,
        n_threads: 2,
        cache_type: "f16",
        test: Test {
            n_prompt,
            n_gen,
            n_depth,
            n_batch: 512,
        },
        test_time: "2026-11-22T14:02:09Z".to_owned(),
        load: Duration::from_micros(412_340),
        peak_bytes: Some(700 << 20),
        samples_ns: vec![2_000_000_000, 1_000_000_000],
    }
}

fn text(format: Format, plan: &Plan, rows: &[Row]) -> String {
    let mut table = Table::new(format, plan);
    let mut text = table.header();
    for row in rows {
        text += &table.row(row);
    }
    text + &table.footer()
}

fn names(tests: &[Test]) -> Vec<(usize, usize, usize, usize)> {
    tests
        .iter()
        .map(|test| (test.n_batch, test.n_depth, test.n_prompt, test.n_gen))
        .collect()
}

#[test]
fn every_combination_is_a_test_and_zero_is_none() {
    let plan = Plan {
        n_prompt: vec![0, 64, 32],
        n_gen: vec![8, 0],
        n_depth: vec![0, 100],
        n_batch: vec![16, 32],
        ..plan()
    };
    let of_one_batch = |n_batch| {
        [0, 100].into_iter().flat_map(move |n_depth| {
            [(64, 0), (32, 0), (0, 8)].map(|(n_prompt, n_gen)| (n_batch, n_depth, n_prompt, n_gen))
        })
    };
    let expected: Vec<_> = of_one_batch(16).chain(of_one_batch(32)).collect();
    assert_eq!(names(&plan.tests()), expected);
    let nothing = Plan {
        n_prompt: vec![0],
        n_gen: Vec::new(),
        ..plan
    };
    assert_eq!(nothing.tests(), []);
}

#[test]
fn markdown_is_the_table_of_llama_bench_with_the_peak_behind_it() {
    let rows = [row(512, 0, 0), row(0, 128, 4096)];
    let expected = format!(
        "\
| model                          |       size |     params | backend    | threads |            test |                  t/s |         peak |
| ------------------------------ | ---------: | ---------: | ---------- | ------: | --------------: | -------------------: | -----------: |
| qwen2 0.5B Q4_K - Medium       | 379.38 MiB |   494.03 M | CPU        |       2 |           pp512 |      384.00 ± 181.02 |    700.0 MiB |
| qwen2 0.5B Q4_K - Medium       | 379.38 MiB |   494.03 M | CPU        |       2 |   tg128 @ d4096 |        96.00 ± 45.25 |    700.0 MiB |

build: aspiro {} ({})
",
        env!("CARGO_PKG_VERSION"),
        row::build_commit(),
    );
    assert_eq!(text(Format::Markdown, &plan(), &rows), expected);
}

#[test]
fn a_batch_that_is_not_the_default_has_a_column() {
    let plan = Plan {
        n_batch: vec![64],
        ..plan()
    };
    let text = text(Format::Markdown, &plan, &[row(512, 0, 0)]);
    assert!(text.contains("| threads | n_batch |"), "{text}");
    assert!(text.contains("|       2 |     512 |"), "{text}");
}

#[test]
fn what_the_system_does_not_tell_is_unknown_and_not_nought() {
    let mut row = row(512, 0, 0);
    row.peak_bytes = None;
    let rows = [row];
    assert!(text(Format::Markdown, &plan(), &rows).contains("|      unknown |"));
    assert!(text(Format::JsonLines, &plan(), &rows).contains("\"peak_rss\":null"));
    assert!(text(Format::Csv, &plan(), &rows).ends_with(",\"412.3\",\"\"\n"));
}

#[test]
fn csv_names_its_fields_once_and_quotes_every_value() {
    let text = text(Format::Csv, &plan(), &[row(512, 0, 0), row(0, 128, 0)]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "build_commit,cpu_info,gpu_info,backends,model_filename,model_type,model_size,model_n_params,n_batch,n_threads,\
         type_k,type_v,n_prompt,n_gen,n_depth,test_time,avg_ns,stddev_ns,avg_ts,stddev_ts,load_ms,peak_rss"
    );
    let values = format!(
        "\"{}\",\"A \"\"quick\"\" processor\",\"\",\"CPU\",\"models/qwen2.gguf\",\"qwen2 0.5B Q4_K - Medium\",\"397804992\",\
         \"494032768\",\"512\",\"2\",\"f16\",\"f16\",\"512\",\"0\",\"0\",\"2026-11-22T14:02:09Z\",\"1500000000\",\"707106781\",\"384.0\",\
         \"181.019336\",\"412.3\",\"700.0\"",
        row::build_commit()
    );
    assert_eq!(lines[1], values);
    assert_eq!(lines.len(), 3);
}

#[test]
fn json_is_a_list_and_a_line_of_it_the_same_object() {
    let rows = [row(512, 0, 0), row(0, 128, 0)];
    let list: serde_json::Value =
        serde_json::from_str(&text(Format::Json, &plan(), &rows)).expect("JSON");
    let list = list.as_array().expect("a list");
    assert_eq!(list.len(), 2);
    assert_eq!(list[0]["avg_ts"], 384.0);
    assert_eq!(list[0]["n_prompt"], 512);
    assert_eq!(list[1]["samples_ns"][1], 1_000_000_000_u64);
    assert_eq!(list[1]["samples_ts"][0], 64.0);
    let lines = text(Format::JsonLines, &plan(), &rows);
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines, *list);
    assert_eq!(text(Format::Json, &plan(), &[]), "[\n]\n");
}

#[test]
fn a_file_that_is_no_model_is_reported_and_the_next_one_still_runs() {
    let missing = Path::new("/nowhere/a.gguf");
    let plan = Plan {
        models: vec![missing.into(), Path::new("/nowhere/b.gguf").into()],
        ..plan()
    };
    let mut failed = Vec::new();
    run(&plan, &|| false, &mut |event| match event {
        Event::Failed { model, error } => failed.push((model, error.code())),
        event => panic!("{event:?}"),
    });
    let expected = plan.models.iter().map(|file| (file.clone(), "unreadable"));
    assert_eq!(failed, expected.collect::<Vec<_>>());
}
