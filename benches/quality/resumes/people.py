"""Invented people: a name, a place, ways to reach them."""

import unicodedata

# Given names, family names, places (city, region or country), a telephone number with # for digits.
CULTURES = {
    "us": (["Denise", "Marcus", "Latoya", "Kevin", "Rachel", "Tyrone", "Megan", "Walter", "Priscilla", "Hank"], ["Okonjo-Reed", "Callahan", "Whitfield", "Brandt", "Delacroix", "Hutchins", "Mayberry", "Stokes", "Vance", "Pruitt"],
           ["Austin, TX", "Boise, ID", "Columbus, OH", "Tulsa, OK", "Fresno, CA", "Duluth, MN", "Savannah, GA", "Brooklyn, NY"], ["(###) 555-01##", "###-555-01##", "+1 ### 555 01##", "1.###.555.01##"]),
    "uk": (["Harriet", "Callum", "Imogen", "Rhys", "Fiona", "Alasdair", "Niamh", "Gareth"], ["Ashworth", "MacAllister", "Pemberton", "O'Rourke", "Llewellyn", "Thistlewood", "Fairbairn"],
           ["Leeds, UK", "Cardiff, Wales", "Glasgow, Scotland", "Bristol, United Kingdom", "Dublin, Ireland"], ["+44 7700 900###", "07700 900###", "(0113) 496 0###"]),
    "de": (["Jürgen", "Anke", "Sören", "Käthe", "Björn", "Ulrike", "Günther"], ["Müllenbach", "Großmann", "Weißgerber", "Köhler", "Schäfer-Lütz", "Brückner"],
           ["München, Deutschland", "Köln, Germany", "Zürich, Switzerland", "Wien, Austria", "Düsseldorf, Germany"], ["+49 170 55501##", "+49 (0)221 5550-1##", "0170/55501##"]),
    "fr": (["Éloïse", "François", "Chloé", "Gaël", "Zoé", "Benoît", "Anaïs"], ["Lefèvre", "Beauséjour", "D'Aubigné", "Garçonnet", "Châtelain", "Crépin"],
           ["Lyon, France", "Besançon, France", "Genève, Suisse", "Québec, Canada", "Liège, Belgium"], ["+33 6 55 50 1# ##", "06 55 50 1# ##", "+33 (0)6 55 50 1# ##"]),
    "es": (["Íñigo", "María José", "Begoña", "Andrés", "Lucía", "Joaquín"], ["Núñez Ibáñez", "Peña", "Güell", "Ordóñez", "Zúñiga Cortés", "Larrañaga"],
           ["A Coruña, España", "Bogotá, Colombia", "Málaga, Spain", "Mérida, México", "Córdoba, Argentina"], ["+34 655 50 1# ##", "+57 310 555 01##", "655 501 ###"]),
    "pl": (["Łucja", "Grzegorz", "Małgorzata", "Świętosław", "Żaneta", "Paweł"], ["Wiśniewska-Żak", "Błaszczyk", "Źródłowska", "Kędzierski", "Gąsior", "Dąbrowska"],
           ["Łódź, Poland", "Wrocław, Polska", "Kraków, Poland", "Gdańsk, Poland"], ["+48 655 501 ###", "+48 65 550 1# ##"]),
    "cz": (["Jiří", "Šárka", "Ondřej", "Růžena", "Ľubica", "Vojtěch"], ["Dvořáček", "Šťastná", "Hřebíček", "Ďurišová", "Kučera", "Němcová"],
           ["Plzeň, Czech Republic", "Brno, Česko", "Košice, Slovakia", "Žilina, Slovakia"], ["+420 655 501 ###", "+421 905 55501#"]),
    "nordic": (["Åsa", "Søren", "Þórdís", "Mikko", "Øyvind", "Gunnhildur"], ["Ångström", "Sørensen", "Guðmundsdóttir", "Hämäläinen", "Bjørnstad", "Strömqvist"],
               ["Malmö, Sweden", "Tromsø, Norway", "Reykjavík, Iceland", "Jyväskylä, Finland", "Århus, Denmark"], ["+46 70 555 01 ##", "+47 955 50 1##", "+358 40 55501##"]),
    "tr": (["Gülşah", "Çağrı", "İbrahim", "Ayşegül", "Işıl", "Ömer"], ["Yıldırım", "Öztürkoğlu", "Şimşek", "Güneş", "Çelik", "Kılıç"], ["İzmir, Türkiye", "Eskişehir, Turkey", "Muğla, Turkey"], ["+90 532 555 01 ##", "0532 555 01 ##"]),
    "vn": (["Thị Hương", "Văn Đức", "Ngọc Ánh", "Minh Tuấn"], ["Nguyễn", "Trần", "Phạm", "Đặng"], ["Đà Nẵng, Vietnam", "Hải Phòng, Vietnam", "Huế, Việt Nam"], ["+84 90 555 01 ##", "0905 550 1##"]),
    "in": (["Ananya", "Ravi", "Lakshmi", "Arjun", "Meenakshi", "Faisal"], ["Subramaniam", "Chatterjee", "Deshpande", "Iyer", "Khatri", "Bhattacharya"], ["Pune, India", "Kochi, India", "Lahore, Pakistan", "Mysuru, Karnataka"], ["+91 90555 501##", "+91-9055550###"]),
    "africa": (["Chiamaka", "Kwabena", "Wanjiru", "Thabo", "Amina", "Tesfaye"], ["Adeyemi-Cole", "Mensah", "Kamau", "Nkosi", "Diallo", "Okwuosa"], ["Nairobi, Kenya", "Accra, Ghana", "Durban, South Africa", "Ibadan, Nigeria"], ["+254 700 555 0##", "+233 24 555 01##", "+27 82 555 01##"]),
    "pt": (["João", "Conceição", "Simão", "Inês", "Luísa"], ["Guimarães", "Falcão", "da Conceição", "Magalhães", "Brandão"], ["São Paulo, Brazil", "Braga, Portugal", "Florianópolis, SC"], ["+55 11 95550-1###", "+351 912 555 0##"]),
}
ACCENTED = ["de", "fr", "es", "pl", "cz", "nordic", "tr", "vn", "pt"]
PLAIN = ["us", "us", "us", "uk", "in", "africa"]

HOSTS = ["example.com", "example.org", "example.net", "mail.example.com"]
CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ", "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sch _ y _ e yu ya i yi ye g".split()))


def ascii_form(text):
    text = text.lower().translate(str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ð": "d", "þ": "th", "ı": "i", "æ": "ae"}))
    text = "".join(CYRILLIC.get(letter, letter) for letter in text).replace("_", "")
    text = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in text if letter.isascii() and (letter.isalnum() or letter in " -"))


def digits(pattern, rng):
    return "".join(str(rng.randint(2, 9)) if letter == "#" else letter for letter in pattern)


def links(handle, rng):
    plain = handle.replace(".", "")
    dashed = handle.replace(".", "-")
    forms = [f"linkedin.com/in/{dashed}", f"www.linkedin.com/in/{plain}{rng.randint(2, 99)}", f"https://www.linkedin.com/in/{dashed}", f"github.com/{plain}", f"https://github.com/{dashed}", f"https://{plain}.example.org", f"www.{plain}.example.net"]
    wanted = rng.choice([0, 1, 1, 2])
    chosen = []
    for form in rng.sample(forms, len(forms)):
        site = "linkedin" if "linkedin" in form else "github" if "github" in form else "own"
        if len(chosen) < wanted and all(site != other for other, _ in chosen):
            chosen.append((site, form))
    return [form for _, form in chosen]


def person(culture, rng):
    given, family, places, phones = CULTURES[culture]
    first, last = rng.choice(given), rng.choice(family)
    name = f"{last} {first}" if culture == "vn" else f"{first} {last}"
    if culture == "us" and rng.random() < 0.3:
        name = f"{first} {rng.choice('ABEJLMRT')}. {last}"
    return contact(name, ascii_form(f"{first} {last}"), rng.choice(places), rng.choice(phones), rng), places


def contact(name, spoken, place, phone, rng):
    words = spoken.replace("-", " ").split()
    handle = ".".join([words[0], words[-1]])
    email = rng.choice([handle, handle.replace(".", ""), handle.replace(".", "_"), words[0][0] + words[-1], f"{handle}{rng.randint(70, 99)}"])
    return {"full_name": name, "email": f"{email}@{rng.choice(HOSTS)}", "phone": digits(phone, rng), "location": place, "links": links(handle, rng)}
