# ruff: noqa: E501  a sample a line
"""Which language a text is in."""

import json
from pathlib import Path

import pytest

from lurewatch.text.fold import fold
from lurewatch.text.language import OTHER, UNTOLD, language

TWINS = Path(__file__).parents[2] / "training" / "twins"

OTHERS = {
    "it": "Gentile dottoressa, ho letto con molto interesse il suo articolo e vorrei proporle una breve consulenza per "
    "un nostro cliente, che per ora non posso nominare. Il compenso è di mille euro.",
    "pt": "Boa tarde, li o seu artigo com muito interesse e gostaria de lhe propor uma pequena consultoria para um dos "
    "nossos clientes. O pagamento é feito no mesmo dia. Podemos falar esta semana?",
    "nl": "Goedemiddag, ik heb uw artikel met veel belangstelling gelezen en ik zou u graag een korte opdracht voor een "
    "van onze klanten willen aanbieden. Heeft u deze week even tijd voor een gesprek?",
    "pl": "Dzień dobry, przeczytałem Pana artykuł z dużym zainteresowaniem i chciałbym zaproponować krótką konsultację "
    "dla jednego z naszych klientów. Czy możemy porozmawiać w tym tygodniu? Płatność jest od razu.",
    "cs": "Dobrý den, přečetl jsem si váš článek s velkým zájmem a rád bych vám nabídl krátkou konzultaci pro jednoho "
    "z našich klientů. Máte tento týden čas na krátký hovor? Platba je hned po hovoru.",
    "hr": "Dobar dan, pročitao sam vaš članak s velikim zanimanjem i želio bih vam ponuditi kratko savjetovanje za "
    "jednog od naših klijenata. Imate li ovaj tjedan vremena za razgovor? Plaćanje je odmah.",
    "sv": "Hej, jag har läst din artikel med stort intresse och skulle vilja erbjuda dig ett kort uppdrag för en av "
    "våra kunder. Har du tid för ett samtal den här veckan? Betalningen sker direkt efteråt.",
    "da": "Hej, jeg har læst din artikel med stor interesse og vil gerne tilbyde dig en kort opgave for en af vores "
    "kunder. Har du tid til en samtale i denne uge? Du får pengene med det samme.",
    "no": "Hei, jeg har lest artikkelen din med stor interesse og vil gjerne tilby deg et kort oppdrag for en av våre "
    "kunder. Har du tid til en samtale denne uken? Betalingen kommer med en gang.",
    "ro": "Bună ziua, am citit articolul dumneavoastră cu mult interes și aș dori să vă propun o scurtă consultanță "
    "pentru unul dintre clienții noștri. Aveți timp săptămâna aceasta pentru o discuție?",
    "hu": "Jó napot kívánok, nagy érdeklődéssel olvastam a cikkét, és szeretnék egy rövid megbízást ajánlani az egyik "
    "ügyfelünk számára. Van most ideje egy beszélgetésre? A díjat azonnal fizetjük, ha ez így jó.",
    "fi": "Hei, luin artikkelinne suurella mielenkiinnolla ja haluaisin tarjota teille lyhyen toimeksiannon, joka on "
    "yhdelle asiakkaistamme. Olisiko teillä aikaa keskustella? Maksu on heti, jos se sopii, mutta ei ennen.",
    "tr": "Merhaba, makalenizi çok ilgiyle okudum ve bir müşterimiz için size kısa bir danışmanlık önermek istiyorum. "
    "Bu hafta görüşmek için vaktiniz var mı? Ödeme hemen yapılır, bu bizim için çok önemli.",
    "id": "Selamat siang, saya telah membaca artikel Anda dengan penuh minat dan ingin menawarkan konsultasi singkat "
    "untuk salah satu klien kami. Apakah Anda ada waktu pada minggu ini? Pembayaran akan segera dilakukan.",
    "vi": "Chào anh, tôi đã đọc bài viết của anh và rất quan tâm. Chúng tôi muốn mời anh làm một việc ngắn cho khách "
    "hàng của chúng tôi. Tuần này anh có thời gian không? Tiền được trả ngay.",
    "ca": "Bon dia, he llegit el seu article amb molt interès i m'agradaria proposar-li una consultoria breu per a un "
    "dels nostres clients. Aquest assumpte és urgent. Podríem parlar aquesta setmana amb els meus companys?",
    "eu": "egun on zure artikulua interes handiz irakurri dut eta gure bezeroetako baten izenean aholkularitza labur bat "
    "eskaini nahi nizuke. aste honetan hitz egiteko astirik bazenu eskertuko nizuke, ordainketa berehala egiten dugu "
    "eta zure lankideek ez dute ezer jakin beharrik.",
    "ru": "Добрый день, я с большим интересом прочитал вашу статью и хотел бы предложить вам короткую консультацию.",
    "uk": "Добрий день, я з великим інтересом прочитав вашу статтю і хотів би запропонувати коротку консультацію.",
    "el": "Καλημέρα, διάβασα το άρθρο σας με μεγάλο ενδιαφέρον και θα ήθελα να σας προτείνω μια συνεργασία.",
    "ar": "مرحبا، قرأت مقالك باهتمام كبير وأود أن أقترح عليك استشارة قصيرة لأحد عملائنا.",
    "he": "שלום, קראתי את המאמר שלך בעניין רב ואשמח להציע לך ייעוץ קצר עבור אחד הלקוחות שלנו.",
    "fa": "سلام، مقاله شما را با علاقه خواندم و می‌خواهم یک مشاوره کوتاه به شما پیشنهاد کنم.",
    "zh": "您好，我认真拜读了您的文章，想为我们的一位客户请您做一次简短的咨询，报酬当天支付。",
    "ja": "こんにちは、先生の論文を大変興味深く拝読しました。弊社の顧客のために短い相談をお願いできますか。",
    "ko": "안녕하세요, 논문을 매우 흥미롭게 읽었습니다. 저희 고객을 위해 짧은 자문을 부탁드리고 싶습니다.",
    "hi": "नमस्ते, मैंने आपका लेख बड़ी रुचि से पढ़ा और आपको एक छोटा परामर्श कार्य देना चाहता हूँ।",
    "th": "สวัสดีครับ ผมได้อ่านบทความของคุณด้วยความสนใจและอยากเสนองานที่ปรึกษาระยะสั้นให้คุณ",
    "zh with English terms": "您好，我们对您在 quantum error correction 和 surface code 方面的工作很感兴趣，想请您做一次简短的咨询。",
}
SHORT = {  # short notes
    "it": "Grazie mille, le scrivo domani per gli altri dettagli della consulenza.",
    "pt": "Boa tarde, você tem tempo para falar comigo? Não demora muito.",
    "nl": "Hoi, heb je deze week tijd voor een kort gesprek met ons?",
    "pl": "Dzień dobry, czy możemy porozmawiać w tym tygodniu?",
    "cs": "Dobrý den, máte tento týden čas na krátký hovor?",
    "sv": "Hej, har du tid för ett kort samtal den här veckan?",
    "tr": "Merhaba, bu hafta görüşmek için vaktiniz var mı acaba?",
    "ro": "Bună ziua, aveți timp săptămâna aceasta pentru o discuție?",
}
JUDGED = {
    "en": "I read your paper with interest and would like to offer you a short task for one of our clients.",
    "de": "Guten Tag, ich habe Ihren Artikel gern gelesen und möchte Ihnen einen Auftrag für einen Kunden geben.",
    "fr": "Bonjour, j'ai lu votre article avec intérêt et nous aimerions vous proposer une mission pour un client.",
    "es": "Hola, he leído su artículo con interés y me gustaría proponerle un trabajo corto para uno de los clientes.",
}
UNTELLING = {
    "code": "def main(argv):\n    for path in argv:\n        print(open(path).read())\nimport os, sys\nfrom x import y\n"
    "result = [item.strip() for item in lines if item]\nreturn json.dumps(result, indent=2, sort_keys=True)\n",
    "C": "#include <stdio.h>\nint main(void) {\n  int x = 0; char *buf = malloc(64);\n  if (!buf) return -1;\n"
    '  printf("%d\\n", x);\n  free(buf);\n  return 0;\n}\nstatic inline void foo(struct bar *b) { b->n++; }\n',
    "identifiers": 'sa.sin_family=AF_INET;\nsa.sin_port=htons(6667);\nsa.sin_addr.s_addr=inet_addr("192.0.2.7");\n\nDavid.\n\n-- \n'
    "Tech Users' Group: tug@tug.example\nhttp://www.tug.example/mailman/listinfo/tug for (un)subscription information.\n",
    "headers": "From: Ada Quill <ada@quill.example>\nTo: Jonas Reed <jonas@reed.example>\nDate: Mon, 2 Mar 2026\n"
    "Subject: Re: Budget\nMessage-ID: <abc.def@quill.example>\nContent-Type: text/plain; charset=utf-8\n",
    "addresses": "; ".join(
        f"{name}@{name}-labs.example.com" for name in ("ada", "jonas", "li", "mara", "noor", "kai") * 4
    ),
    "links": "\n".join(f"https://www.journal{n}.example.de/article/view/{n}?ref=mail&lang=en" for n in range(12)),
    "table": "Zone Price Volume Delta\n"
    + "\n".join(f"North {n} {n * 3} 0.{n}\nSouth {n} {n * 2} 0.{n}" for n in range(20)),
    "names": "Ada Quill, Jonas van den Berg, Pieter de Vries, Marta Vale, Li Wen, Noor Haddad, Kai Lindqvist, Piotr Nowak, "
    "Giulia Rossi, João da Silva, Inês dos Santos, Olga Petrova, Anders Holm, Jan Novák, Elif Kaya",
    "Latin filler": "Lorem ipsum dolor sit amet",
    "one greeting": "Dzień dobry!",
    "nothing": "   \n",
    "name in its script": "王伟",
}


def of(text: str) -> str:
    """The language of a text."""
    return language(text, fold(text).text)


@pytest.mark.parametrize("name", OTHERS)
def test_a_language_that_is_not_judged(name: str) -> None:
    """It is told apart from those that are, also from its neighbours."""
    assert of(OTHERS[name]) == OTHER


@pytest.mark.parametrize("name", SHORT)
def test_a_short_note_in_a_language_that_is_not_judged(name: str) -> None:
    """Some eight words are enough where they are plain."""
    assert of(SHORT[name]) == OTHER


@pytest.mark.parametrize("name", JUDGED)
def test_a_language_that_is_judged(name: str) -> None:
    """It is recognised in one sentence."""
    assert of(JUDGED[name]) == name


@pytest.mark.parametrize("name", UNTELLING)
def test_what_is_in_no_language(name: str) -> None:
    """Code, headers, addresses, tables and names are no language that is not judged."""
    assert of(UNTELLING[name]) != OTHER


def test_look_alike_letters_throughout() -> None:
    """English in letters of another script is English: disguise is no way out of being judged."""
    swapped = JUDGED["en"].translate(str.maketrans("aeopcxyi", "аеорсхуі"))
    assert of(swapped) == "en"


def test_a_sentence_in_another_language_within_a_judged_text() -> None:
    """A text that is half in a judged language is judged."""
    assert of(JUDGED["en"] * 3 + " " + OTHERS["it"]) == "en"


def test_a_table_before_the_text() -> None:
    """A text that begins with what tells nothing is read further."""
    assert of(UNTELLING["table"] * 2 + OTHERS["pl"] * 6) == OTHER


def test_our_own_twins() -> None:
    """No message of the twins, all in judged languages, is taken for another."""
    texts = [
        message["text"]
        for path in sorted(TWINS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for side in ("approach", "benign")
        for message in json.loads(line)[side]["messages"]
    ]
    assert len(texts) > 1000
    assert sum(of(text) == OTHER for text in texts) == 0


def test_too_few_words() -> None:
    """A word of thanks is too little to tell."""
    assert of("Grazie mille!") == UNTOLD
