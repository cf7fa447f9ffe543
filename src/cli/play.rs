//! `october play`: chooses the front end, and plays in the terminal itself.

use std::io::{self, Write as _};
use std::sync::Arc;

use super::Launch;
use super::args::{FrontEnd, PlayArgs};
use super::error::CliError;
use super::exit::Exit;
use super::no_window::Otherwise;
use super::scenes;
use crate::launch::{WindowRequest, display_available, random_seed};
use crate::playthrough::chapter_entry;
use crate::store::Store;
use crate::term;

/// Where it will be played in the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Window,
    Terminal,
}

/// Plays, or says what the window is to open with.
pub(super) fn run(args: &PlayArgs) -> Result<Launch, CliError> {
    match place(args.front_end)? {
        Place::Window => window(args),
        Place::Terminal => terminal(args).map(|()| Launch::Done(Exit::Ok)),
    }
}

fn place(front_end: FrontEnd) -> Result<Place, CliError> {
    match front_end {
        FrontEnd::Terminal => Ok(Place::Terminal),
        FrontEnd::Window if cfg!(feature = "gui") => Ok(Place::Window),
        FrontEnd::Window => Err(CliError::NoWindow),
        FrontEnd::Auto if !cfg!(feature = "gui") => Ok(Place::Terminal),
        FrontEnd::Auto if display_available() => Ok(Place::Window),
        FrontEnd::Auto => {
            writeln!(
                anstream::stderr(),
                "no display here: playing in the terminal"
            )?;
            Ok(Place::Terminal)
        }
    }
}

/// The window reads the scenes itself, and shows what is wrong with them; only a role, a
/// chapter or a reading that was asked for is looked up here, because a typing error belongs on the
/// terminal.
fn window(args: &PlayArgs) -> Result<Launch, CliError> {
    let mut readings = Vec::new();
    let origin = if args.role.is_some() || args.readings.is_given() {
        let (origin, scenario) = scenes::playable(args.scenes.as_deref())?;
        let chosen = args.readings.of(&scenario)?;
        if let Some(key) = &args.role {
            let role = scenes::role(&scenario, key)?;
            if let Some(chapter) = &args.chapter {
                chapter_entry(&scenario, role, &chosen, chapter)?;
            }
        }
        readings = chosen.keys(&scenario);
        origin
    } else {
        scenes::first(args.scenes.as_deref())?
    };
    let request = WindowRequest {
        origin,
        data_dir: args.data_dir.clone(),
        role: args.role.clone(),
        chapter: args.chapter.clone(),
        seed: args.seed,
        readings,
        fresh: is_fresh(args),
        audit: args.audit.clone(),
    };
    let otherwise = match args.front_end {
        FrontEnd::Window => Otherwise::Nothing,
        FrontEnd::Auto | FrontEnd::Terminal => Otherwise::Terminal,
    };
    Ok(Launch::Window(request, otherwise))
}

fn terminal(args: &PlayArgs) -> Result<(), CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let role = args
        .role
        .as_deref()
        .map(|key| scenes::role(&scenario, key))
        .transpose()?;
    let readings = args.readings.of(&scenario)?;
    let begin = match (role, &args.chapter) {
        (Some(role), Some(chapter)) => Some(chapter_entry(&scenario, role, &readings, chapter)?),
        _ => None,
    };
    let setup = term::Setup {
        scenario: Arc::new(scenario),
        store: Store::open(args.data_dir.as_deref())?,
        role,
        begin,
        readings,
        fresh: is_fresh(args),
        width: Some(args.width).filter(|width| *width > 0),
    };
    // The luck that was asked for is that of the first run; other luck has to be other luck.
    let mut asked = args.seed;
    let mut seeds = || asked.take().unwrap_or_else(random_seed);
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    term::play(setup, &mut seeds, &mut input, &mut output)?;
    Ok(())
}

/// A seed, a reading or a chapter is asked for a new run; there is nothing to go on with
/// then.
fn is_fresh(args: &PlayArgs) -> bool {
    args.new || args.seed.is_some() || args.chapter.is_some() || args.readings.is_given()
}
