//! What the keys do, screen by screen: words alone. Where they are shown is the parent's.

/// Keys, and what they do together.
pub(super) type Row = (&'static [&'static str], &'static str);

/// What can be done somewhere.
pub(super) struct Help {
    /// What the place is for.
    pub(super) about: &'static str,
    pub(super) rows: &'static [Row],
}

/// What the keys do wherever one is.
pub(super) const EVERYWHERE: &[Row] = &[
    (
        &["Tab"],
        "on to the next button, link or row; Shift and Tab back",
    ),
    (&["Enter"], "do what has the bar or the frame"),
    (&["Esc"], "back, or close what lies on top"),
    (
        &["Page Up", "Page Down"],
        "scroll what is longer than its room",
    ),
    (
        &["Ctrl", "+", "−"],
        "larger and smaller; Ctrl and 0 as it was",
    ),
    (&["F8"], "put a message away"),
    (
        &["F9"],
        "what is wrong with scenes you are editing, while something is",
    ),
    (&["F1"], "the keys of the screen you are on"),
    (&["F2"], "the settings, and back to where you were"),
    (&["F11"], "fill the screen, and back to a window"),
];

pub(super) const TITLE: Help = Help {
    about: "Begin a run, go on with one, look at those you have played, or set how it reads.",
    rows: &[
        (&["↑", "↓"], "from line to line"),
        (&["Enter"], "open the line"),
    ],
};

pub(super) const ROLE: Help = Help {
    about: "Who to be. Each person pulls other levers on the same questions.",
    rows: &[
        (&["←", "→"], "look at another person"),
        (&["Enter"], "begin as this one"),
        (&["R"], "the questions that are read in more than one way"),
        (&["C"], "begin with one of the chapters"),
        (&["W"], "what to expect, chapter by chapter"),
        (
            &["F5"],
            "begin on one screen for a room, with hands counted",
        ),
    ],
};

pub(super) const CHAPTERS: Help = Help {
    about: "A chapter can be begun on its own. What lies before it goes as it is recorded, and is told on the page that opens.",
    rows: &[
        (&["1", "–", "9"], "begin with a chapter"),
        (&["↑", "↓"], "from chapter to chapter; Enter begins it"),
        (&["C"], "close"),
    ],
};

pub(super) const REPORT: Help = Help {
    about: "The report of the run as a page for a browser and for print.",
    rows: &[(&["Enter"], "write it into the file that is typed")],
};

pub(super) const RECAP: Help = Help {
    about: "What lies behind the page that comes next.",
    rows: &[(&["Enter"], "go on to the page; so do Space and Esc")],
};

pub(super) const OPENING: Help = Help {
    about: "A chapter begins.",
    rows: &[
        (&["Enter"], "begin the chapter"),
        (&["W"], "what to expect"),
        (&["M"], "the map of the city"),
        (&["L"], "the log"),
        (&["C"], "the chart"),
        (&["X"], "the codex"),
        (&["F5"], "show the run to a room"),
    ],
};

pub(super) const SCENE: Help = Help {
    about: "A page of the story, and what can be decided on it. Nothing decided is lost: the log goes back to any decision.",
    rows: &[
        (&["1", "–", "9"], "take a choice"),
        (&["↑", "↓"], "from choice to choice; Enter takes it"),
        (&["Tab"], "to an underlined name; Enter tells about it"),
        (&["N"], "the next piece of news, and away with the last"),
        (&["M"], "the map: who holds what at this hour"),
        (
            &["L"],
            "the log: what was decided, what news came, and the way back",
        ),
        (&["C"], "the chart: who went where, and what was not tried"),
        (
            &["X"],
            "the codex: people, places, words, the year, debates",
        ),
        (&["W"], "what to expect in this story"),
        (&["F5"], "show the run to a room, with hands counted"),
        (&["H"], "hide a hint"),
    ],
};

pub(super) const AFTER: Help = Help {
    about: "What came of the choice, what moved, and on newsprint what is recorded of the hour.",
    rows: &[
        (&["Enter"], "go on to the next page"),
        (
            &["Esc"],
            "to the title; the run is kept, and goes on from here",
        ),
        (&["Tab"], "to an underlined name; Enter tells about it"),
        (&["M"], "the map: who holds what at this hour"),
        (&["L"], "the log, and the way back to any decision"),
        (&["C"], "the chart: who went where, and what was not tried"),
        (
            &["X"],
            "the codex: people, places, words, the year, debates",
        ),
        (&["W"], "what to expect in this story"),
        (&["F5"], "show the run to a room"),
        (&["H"], "hide a hint"),
    ],
};

/// What the keys do on every step of a page that is shown to a room.
pub(super) const ROOM: Help = Help {
    about: "The run on one screen for a room, one thing at a time. A presenter’s keys go on and back.",
    rows: &[
        (
            &["Page Down", "Space"],
            "on to the next step, or the next page",
        ),
        (&["Page Up", "←"], "back"),
        (&["T"], "start the clock for talking, hold it, go on"),
        (&["D"], "how many minutes it has: 1, 2, 3 or 5"),
        (&["Z"], "put the clock back"),
        (&["M"], "the map; L the log, C the chart, W what to expect"),
        (&["Esc"], "leave this view; the run stays"),
    ],
};

pub(super) const COUNTING: Help = Help {
    about: "What the room would have done. Most hands decide nothing; whoever leads the room does.",
    rows: &[
        (
            &["1", "–", "9"],
            "put a hand up for a choice; so does a click",
        ),
        (
            &["Shift", "1", "–", "9"],
            "take one down; so does a click with the other button",
        ),
        (
            &["↑", "↓"],
            "to a choice: a number typed there is its count",
        ),
        (&["Enter"], "on a choice: this is what we do"),
        (&["A"], "count again after talking, beside the first count"),
        (
            &["Backspace"],
            "give up a second count in which no hand is up",
        ),
        (&["T"], "start the clock for talking, hold it, go on"),
        (&["D"], "how many minutes it has: 1, 2, 3 or 5"),
        (&["Z"], "put the clock back"),
        (&["Page Up"], "back to the text"),
        (&["Esc"], "leave this view; the run and its counts stay"),
    ],
};

pub(super) const COMPARE: Help = Help {
    about: "Your year beside history’s, and another run’s. No column is the right answer.",
    rows: &[
        (&["D"], "only what differs, or everything"),
        (&["P"], "to where the two runs part"),
        (&["B"], "another run beside yours"),
    ],
};

pub(super) const MAPS: Help = Help {
    about: "Your city beside history’s, hour by hour.",
    rows: &[
        (&["[", "]"], "from change to change"),
        (
            &["←", "→"],
            "along the hours, while the slider has the frame",
        ),
        (&["B"], "another run beside yours"),
    ],
};

pub(super) const ODDS: Help = Help {
    about: "How likely each answer was in this game’s model, and what it hung on.",
    rows: &[(&["↑", "↓"], "from answer to answer")],
};

pub(super) const END: Help = Help {
    about: "The end of the run, and the run beside history.",
    rows: &[],
};

/// What the keys do on every tab of the end.
pub(super) const AT_THE_END: &[Row] = &[
    (&["1", "–", "8"], "open a tab"),
    (
        &["←", "→"],
        "turn the tabs, while nothing in one has the keyboard",
    ),
    (&["K"], "copy the run’s code"),
    (
        &["S"],
        "save the report of the run, to read in a browser and to print",
    ),
    (&["L"], "the log, and the way back to any decision"),
    (&["M"], "the map"),
    (&["X"], "the codex"),
];

pub(super) const MAP: Help = Help {
    about: "The city at this hour and before: who holds each place, and since when.",
    rows: &[
        (&["[", "]"], "to the hour before and after"),
        (
            &["←", "→"],
            "along the hours, while the slider has the frame",
        ),
        (&["Tab"], "from place to place; Enter tells what it is"),
        (&["M"], "close the map"),
    ],
};

pub(super) const LOG: Help = Help {
    about: "The run so far: decisions, news, and what else happened.",
    rows: &[
        (&["Tab"], "to what can be done with a decision"),
        (&["L"], "close the log"),
    ],
};

pub(super) const CHART: Help = Help {
    about: "Every way through this role’s story, and who went along it.",
    rows: &[
        (&["←", "→", "↑", "↓"], "from station to station"),
        (&["Enter"], "go back to the decision looked at"),
        (&["N"], "the next decision with something untried"),
        (&["C"], "close the chart"),
    ],
};

pub(super) const CODEX: Help = Help {
    about: "What is known of a name.",
    rows: &[
        (&["Tab"], "to another name; Enter tells about it"),
        (&["X"], "open it in the codex"),
    ],
};

pub(super) const BROWSER: Help = Help {
    about: "Everything the game tells outside its scenes: people, places, words, events, debates and sources, and what leads to each. While a run is open, what lies ahead of it is told only if you ask.",
    rows: &[
        (
            &["A", "–", "Я"],
            "search, while the field has the frame; Enter opens the first that is found",
        ),
        (
            &["↓", "↑"],
            "from the field into the list, and from name to name",
        ),
        (
            &["A", "–", "Z"],
            "in the list: on to the next name that begins so",
        ),
        (
            &["Enter"],
            "open the name, the link or the kind that has the frame",
        ),
        (
            &["Alt", "←"],
            "back through what was read; Alt and → on again; the mouse’s side buttons do the same",
        ),
    ],
};

pub(super) const READINGS: Help = Help {
    about: "Questions that historians answer in more than one way. What you choose holds for the next run.",
    rows: &[
        (&["←", "→"], "change a row while it has the frame"),
        (&["R"], "close"),
    ],
};

pub(super) const EXPECT: Help = Help {
    about: "What the story contains that you may want to know before.",
    rows: &[(&["W"], "close")],
};

pub(super) const RUNS: Help = Help {
    about: "Every run you have played. Decisions are kept as they are made.",
    rows: &[
        (&["Tab"], "from run to run and to what can be done with it"),
        (&["K"], "copy the code of the run that has the frame"),
        (&["Enter"], "open it, or take in the code that is typed"),
    ],
};

pub(super) const CLASSROOM: Help = Help {
    about: "What a class decided beside history, from the codes and runs it hands in. Counts only.",
    rows: &[
        (&["←", "→"], "the question before and after"),
        (&["↑", "↓"], "along the list, while it has the frame"),
        (&["Q"], "the list of questions, where it has no room beside"),
        (&["A"], "hand in runs: the first, or more"),
        (&["Ctrl", "Enter"], "hand in what is typed"),
        (&["E"], "what could not be read, and why"),
        (&["S"], "save the counts in a file"),
        (&["P"], "the page to print"),
    ],
};

pub(super) const SETTINGS: Help = Help {
    about: "Everything set is used at once and kept on this machine.",
    rows: &[
        (&["1", "–", "3"], "open a section"),
        (&["↑", "↓"], "from row to row"),
        (&["←", "→"], "change the row that has the frame"),
    ],
};

pub(super) const WAITING: Help = Help {
    about: "The scenes are being read.",
    rows: &[],
};

pub(super) const PROBLEMS: Help = Help {
    about: "The scenes cannot be played as they are; each problem says where it is and what to do.",
    rows: &[(&["Esc"], "quit")],
};
