"""Word boost as replacement of near-misses."""

import pytest

from captioner.core.boost import Boost
from captioner.core.events import Word

TERMS = """
    Kubernetes, diarization, PyTorch, Abigail Claflin, Inverashiel, OpenAI, PostgreSQL,
    GitHub, Zoë Kravitz, Azure, Dashwood, Jabra, Terraform, Ansible, Grafana, Prometheus,
    Elasticsearch, RabbitMQ, Cassandra, Redis, MongoDB, Hadoop, Kafka, Jenkins, Bitbucket,
    Confluence, Figma, Zendesk, Salesforce, HubSpot, Mailchimp, Shopify, Stripe, Twilio,
    Cloudflare, DigitalOcean, Heroku, Vercel, Netlify, Snowflake, Databricks, Tableau,
    Looker, Airflow, dbt, Celery, Django, FastAPI, Flask, Pydantic, SQLAlchemy, NumPy,
    SciPy, Matplotlib, TensorFlow, Keras, Jupyter, Anaconda, Homebrew, Debian, Ubuntu,
    Fedora, Gentoo, Wayland, PipeWire, PulseAudio, systemd, Ceph, GlusterFS, Nginx, HAProxy,
    Traefik, Istio, Envoy, Consul, Vault, Nomad, Vagrant, Okafor, Nguyen, Rodriguez,
    Kowalski, Papadopoulos, Venkataraman, Subramanian, Oyelaran, Mbeki, Achterberg,
    Villanueva, Bjornsson, Hakkinen, Yamamoto, Takahashi, Fitzgerald, McAllister,
    Featherstone, Cholmondeley, Siobhan, Aoife, Niamh, Tadhg, Eilidh, Xiomara, Joaquin,
    Guadalupe, Anneliese, Wolfgang, Konstantin, Svetlana, Dmitri, Anastasia, Ibuprofen,
    Paracetamol, Amoxicillin, Atorvastatin, Metformin, Omeprazole, Lisinopril, Warfarin,
    Prednisolone, Salbutamol, tachycardia, bradycardia, hypertension, dyspnoea, oedema,
    angiogram, colonoscopy, laparoscopy, endoscopy, haematology, Leverkusen, Gothenburg,
    Eindhoven, Wroclaw, Reykjavik, Ljubljana, Dubrovnik, Thessaloniki, Marrakesh,
    Casablanca, Johannesburg, Bulawayo, Antananarivo, Kathmandu, Ulaanbaatar, Vladivostok,
    Yekaterinburg, Novosibirsk, Saskatchewan, Albuquerque, Massachusetts, Worcestershire,
    Gloucestershire, Llanelli, Aberystwyth, Edinburgh, Inverness, Stornoway, Captioner,
    Moonshine, overlay, backlog, phoneme, lexeme, morphology, epistemology, heteroscedastic,
    eigenvalue, Laplacian, Hamiltonian, Lagrangian, Riemann, Lebesgue, Hilbert, Banach,
    Poincare, Schrodinger, Heisenberg, Feynman, Chandrasekhar, Ramanujan, Erdos, Kolmogorov,
    Chebyshev, Bernoulli, Dirichlet, Weierstrass, quarterly forecast, burndown chart, sprint
    retrospective, service level objective, net promoter score, annual recurring revenue,
    Wollongong, Queensland, Tasmania, Auckland, Christchurch, Dunedin, Canberra, Adelaide
"""

ORDINARY = """
    It was the best of times, it was the worst of times, it was the age of wisdom, it was
    the age of foolishness, it was the epoch of belief, it was the epoch of incredulity, it
    was the season of Light, it was the season of Darkness, it was the spring of hope, it
    was the winter of despair, we had everything before us, we had nothing before us, we
    were all going direct to Heaven, we were all going direct the other way. In short, the
    period was so far like the present period, that some of its noisiest authorities
    insisted on its being received, for good or for evil, in the superlative degree of
    comparison only. There were a king with a large jaw and a queen with a plain face, on
    the throne of England; there were a king with a large jaw and a queen with a fair face,
    on the throne of France. In both countries it was clearer than crystal to the lords of
    the State preserves of loaves and fishes, that things in general were settled for ever.
    It is a truth universally acknowledged, that a single man in possession of a good
    fortune, must be in want of a wife. However little known the feelings or views of such a
    man may be on his first entering a neighbourhood, this truth is so well fixed in the
    minds of the surrounding families, that he is considered as the rightful property of
    some one or other of their daughters. Good morning everyone, thanks for joining. Let's
    wait another minute for the others and then get started. Can you all hear me and see my
    screen? I think last week's numbers were better than expected, but the delivery is still
    late, so we should talk about what to do next. Could you send me the slides after the
    call, please? I'm sorry, I was on mute. What I meant is that the customers don't really
    care about the colour of the button; they want to find the order number. We'll take that
    offline. Content like data, models, tests, and endpoints are organized into projects.
    Each project is specific to a domain. Follow the instructions provided by the wizard to
    create yours. And so my fellow Americans, ask not what your country can do for you, ask
    what you can do for your country. I have the greatest admiration in the world for one
    whose work for humanity has won such universal recognition.
"""


def terms() -> list[str]:
    return [" ".join(term.split()) for term in TERMS.split(",")]


def words(text: str) -> list[Word]:
    return [
        Word(text=word, start_ms=100 * place, end_ms=100 * place + 100)
        for place, word in enumerate(text.split())
    ]


def boosted(text: str, *boost: str) -> str:
    """The text with what was swapped in between stars."""
    swapped = Boost(boost).apply(words(text))
    return " ".join(f"*{w.text}*" if w.boosted else w.text for w in swapped)


def test_ordinary_text_stays_as_it_is_beside_two_hundred_terms() -> None:
    assert len(terms()) >= 200
    assert Boost(terms()).apply(words(ORDINARY)) == words(ORDINARY)


@pytest.mark.parametrize("term", ["Kubernetes", "Okafor", "quarterly forecast", "Zoë Kravitz"])
def test_a_term_that_is_there_is_left_alone(term: str) -> None:
    for text in (f"we saw {term}, twice", f"we saw {term.lower()}", f"we saw {term}'s"):
        assert Boost(terms()).apply(words(text)) == words(text)


@pytest.mark.parametrize(
    ("heard", "term", "expected"),
    [
        ("on cooper netties, today", "Kubernetes", "on *Kubernetes,* today"),
        ("has diarrhization built in", "diarization", "has *diarization* built in"),
        ("we use pie torch here", "PyTorch", "we use *PyTorch* here"),
        ("open ai said so", "OpenAI", "*OpenAI* said so"),
        ("I'm Abigail Claughlin.", "Abigail Claflin", "I'm *Abigail* *Claflin.*"),
        ("the house at Inver Ashiel was", "Inverashiel", "the house at *Inverashiel* was"),
        ("call “Oakaffor” now", "Okafor", "call *“Okafor”* now"),
        ("ask Jabber about it", "Jabra", "ask Jabber about it"),
    ],
)
def test_a_near_miss_becomes_the_term(heard: str, term: str, expected: str) -> None:
    assert boosted(heard, term) == expected


def test_a_common_word_alone_is_never_replaced() -> None:
    assert boosted("it is clear and done by mark", "Claire", "Dunn", "Marck") == (
        "it is clear and done by mark"
    )


def test_terms_under_four_letters_are_left_out() -> None:
    assert boosted("an oak bee", "Oke", "B", "") == "an oak bee"


def test_a_phrase_takes_the_time_of_what_it_replaces() -> None:
    swapped = Boost(["Zoë Kravitz"]).apply(words("with Zoey Cravits now"))
    assert [(w.text, w.start_ms, w.end_ms) for w in swapped] == [
        ("with", 0, 100),
        ("Zoë", 100, 200),
        ("Kravitz", 200, 300),
        ("now", 300, 400),
    ]


def test_the_nearest_of_several_terms_is_taken() -> None:
    assert boosted("mister Kowalsky said", "Kovalenka", "Kowalski") == "mister *Kowalski* said"


def test_numbers_are_not_names() -> None:
    assert boosted("in 1813 or 42nd", "Kubernetes", "1812") == "in 1813 or 42nd"


def test_without_terms_nothing_changes() -> None:
    assert Boost(()).apply(words(ORDINARY)) == words(ORDINARY)


def test_it_goes_on_when_it_has_seen_very_many_words() -> None:
    boost = Boost(["Kubernetes"])
    for number in range(6000):
        boost.apply(words(f"word{number}"))
    assert [w.boosted for w in boost.apply(words("cooper netties"))] == [True]
