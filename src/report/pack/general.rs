//! What is true of the program whatever it plays.

use super::doc::{Block, Rich, Table};

fn list(items: &[&str]) -> Block {
    Block::List(items.iter().map(|item| Rich::of(*item)).collect())
}

/// What to do before the lesson.
pub(super) fn preparation(blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "preparation",
        title: "Preparation".to_owned(),
    });
    blocks.push(Block::Heading("On the school’s computers".to_owned()));
    blocks.push(list(&[
        "October is one file with everything in it. Copy it to a folder or a stick and start it; nothing is installed, and no administrator is needed.",
        "It works offline and opens no connection. There are no accounts and no advertisements.",
        "It asks for no names and stores none. What it keeps are runs and settings, in the user’s own data folder; “--data-dir FOLDER” puts them elsewhere, and deleting that folder leaves nothing behind.",
        "Without a graphics driver it plays in a terminal, the same game to the last word. That works with any screen reader.",
        "Everything can be done with the keyboard. Text size, a high contrast look, easier letters and motion are under Settings.",
    ]));
    blocks.push(Block::Heading("The day before".to_owned()));
    blocks.push(list(&[
        "Start it once on a pupil’s computer and once at the projector, and read a page from the last row.",
        "Play the chapter that you mean to use. It takes ten to twenty minutes.",
        "Print role cards and decision sheets; the sheet is made to be copied.",
        "Decide who reads aloud, and tell the class what is in it (Content and care, below).",
    ]));
    blocks.push(Block::Heading("In the lesson".to_owned()));
    blocks.push(list(&[
        "Every decision is saved as it is made. Whoever closes the window goes on later from the same page.",
        "Each run has a short code. Written on paper, it rebuilds the whole run on any other machine: no file has to be carried, and no name is needed.",
        "The end of a chapter is a good place to stop.",
        "Nobody can play wrongly. History’s choice is not marked while one plays, and no score is kept.",
    ]));
}

/// A sheet for two pupils.
pub(super) fn decision_sheet(blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "sheet",
        title: "Decision sheet".to_owned(),
    });
    blocks.push(Block::Text(Rich::of(
        "One for two pupils. D: documented, P: probable, X: disputed, I: invented.",
    )));
    blocks.push(Block::Table(Table {
        caption: "Our decisions. Code of our run: ______________________________".to_owned(),
        head: vec![
            "Day and place",
            "We decided …",
            "… because",
            "In history",
            "D P X I",
        ],
        widths: vec![18, 27, 27, 18, 10],
        rows: Vec::new(),
        n_empty: 8,
    }));
    blocks.push(Block::Text(Rich::of(
        "What surprised us, and how we could find out more:",
    )));
}

/// What the numbers are, and what they are not.
pub(super) fn odds(blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "odds",
        title: "How to read the odds".to_owned(),
    });
    blocks.push(Block::Text(
        Rich::of("At the end of a run the game can say how likely it all was. ").strong(
            "The odds are those of this game’s model, made by its authors. They measure nothing about the past.",
        ),
    ));
    blocks.push(list(&[
        "They are counted exactly, over every state that the story can come to, in whole numbers. They are no estimate and no sample.",
        "“In two of three playings” means: if every open choice were taken as often as every other. Nobody in history chose by lot.",
        "Luck in the game stands for what one person cannot know or move: who happens to stand behind a door, when a train comes.",
        "That an answer is rare here does not make it improbable in history. It shows what the authors’ rules ask for.",
        "What an answer hung on is the useful part: which decisions would have turned it, in this model.",
    ]));
    blocks.push(Block::Text(Rich::of(
        "Three questions for the class: Which rule of the model would you change, and on what evidence? Which cause has no gauge here? What would you have to know before you could give odds for the past at all?",
    )));
}
