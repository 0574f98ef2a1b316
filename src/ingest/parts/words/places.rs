//! States, countries and large cities.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::entries;

/// A state, province or country.
pub(in crate::ingest::parts) fn is_region(part: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[REGIONS]));
    static ABBREVIATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[STATES]));
    ABBREVIATIONS.contains(part) || WORDS.contains(part.to_lowercase().as_str())
}

/// A city that needs no state or country beside it.
pub(in crate::ingest::parts) fn is_city(part: &str) -> bool {
    static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| entries(&[CITIES]));
    let lower = part.to_lowercase();
    let bare = lower.strip_prefix("г. ").unwrap_or(&lower);
    WORDS.contains(bare)
        || bare
            .strip_suffix(['市', '省', '都', '府', '県', '시'])
            .is_some_and(|bare| WORDS.contains(bare))
}

/// Working from anywhere.
pub(in crate::ingest::parts) fn is_remote(part: &str) -> bool {
    matches!(
        part.to_lowercase().as_str(),
        "remote"
            | "hybrid"
            | "on-site"
            | "onsite"
            | "télétravail"
            | "remoto"
            | "homeoffice"
            | "home office"
            | "удалённо"
            | "удаленно"
            | "远程"
            | "リモート"
            | "원격"
            | "worldwide"
            | "fully remote"
    )
}

/// Written as here.
const STATES: &str = "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|\
NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|AB|BC|MB|NB|NL|NS|ON|PE|QC|\
SK|NSW|VIC|QLD|TAS|ACT|UK|US|USA|U.S.|U.S.A.|U.S.A|U.K.|UAE|U.A.E.|PRC|SP|RJ|MG|RS|PR|ST|D.C.|CDMX|ROK|\
DE|FR|ES|IT|PT|CH|AT|BE|SE|NO|DK|FI|PL|CZ|IE|JP|CN|KR|SG|HK|BR|MX|AR|AU|NZ|ZA|KE|NG|EG|IL|TR|GR|HU|RO";

pub(super) const REGIONS: &str = "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|\
florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|\
michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|\
new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|\
south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|ontario|\
quebec|québec|british columbia|alberta|manitoba|nova scotia|new brunswick|saskatchewan|victoria|\
new south wales|queensland|tasmania|england|scotland|wales|northern ireland|united kingdom|\
great britain|ireland|united states|united states of america|canada|mexico|méxico|brazil|brasil|\
argentina|chile|colombia|peru|perú|ecuador|uruguay|venezuela|bolivia|paraguay|costa rica|panama|panamá|\
guatemala|cuba|dominican republic|puerto rico|jamaica|spain|españa|portugal|france|germany|deutschland|\
allemagne|alemania|austria|österreich|autriche|switzerland|schweiz|suisse|svizzera|italy|italia|italie|\
netherlands|the netherlands|nederland|belgium|belgique|belgië|luxembourg|luxemburg|denmark|danmark|\
sweden|sverige|norway|norge|finland|suomi|iceland|poland|polska|czech republic|czechia|česko|česká republika|slovakia|slovensko|hungary|\
magyarország|românia|hrvatska|slovenija|srbija|eesti|latvija|lietuva|ísland|ελλάδα|българия|србија|қазақстан|\
romania|bulgaria|greece|turkey|türkiye|ukraine|україна|russia|россия|беларусь|казахстан|belarus|\
kazakhstan|uzbekistan|armenia|azerbaijan|moldova|estonia|latvia|lithuania|slovenia|croatia|serbia|\
albania|macedonia|north macedonia|montenegro|kosovo|cyprus|malta|bosnia and herzegovina|israel|jordan|\
lebanon|iraq|iran|egypt|morocco|maroc|algeria|algérie|tunisia|tunisie|nigeria|ghana|kenya|ethiopia|\
uganda|tanzania|rwanda|senegal|sénégal|cameroon|côte d'ivoire|ivory coast|zambia|zimbabwe|botswana|\
namibia|mozambique|angola|south africa|india|pakistan|bangladesh|sri lanka|nepal|china|中国|中國|日本|\
台湾|台灣|香港|한국|대한민국|hong kong|taiwan|japan|south korea|việt nam|s.korea|korea|republic of korea|singapore|\
malaysia|indonesia|thailand|vietnam|philippines|cambodia|myanmar|mongolia|australia|new zealand|\
united arab emirates|saudi arabia|qatar|kuwait|bahrain|oman|bavaria|bayern|hessen|baden-württemberg|\
nordrhein-westfalen|niedersachsen|sachsen|catalonia|cataluña|andalucía|île-de-france|lombardia|\
maharashtra|karnataka|tamil nadu|telangana|kerala|gujarat|west bengal|uttar pradesh|haryana|punjab|\
rajasthan|delhi|são paulo|rio de janeiro|minas gerais|paraná|bahia|pernambuco|ceará|jalisco|\
nuevo león|buenos aires|hokkaido|osaka|kanagawa|guangdong|zhejiang|jiangsu|sichuan|shaanxi|hubei|\
shandong|fujian|co. dublin|greater london|west yorkshire|kent|essex|surrey|america";

pub(super) const CITIES: &str = "london|paris|berlin|munich|münchen|hamburg|frankfurt|frankfurt am main|köln|\
cologne|stuttgart|düsseldorf|leipzig|dresden|hannover|nürnberg|nuremberg|bremen|karlsruhe|heidelberg|\
freiburg|mannheim|bonn|münster|augsburg|vienna|wien|graz|linz|salzburg|innsbruck|zurich|zürich|geneva|\
genève|genf|basel|bern|lausanne|lyon|marseille|toulouse|bordeaux|lille|nantes|nice|strasbourg|rennes|\
montpellier|grenoble|madrid|barcelona|valencia|sevilla|seville|bilbao|málaga|zaragoza|lisbon|lisboa|\
porto|coimbra|braga|rome|roma|milan|milano|turin|torino|naples|napoli|bologna|florence|firenze|venezia|\
genova|palermo|amsterdam|rotterdam|utrecht|eindhoven|the hague|den haag|brussels|bruxelles|brussel|\
antwerp|antwerpen|ghent|gent|copenhagen|københavn|aarhus|stockholm|göteborg|gothenburg|malmö|uppsala|\
oslo|bergen|trondheim|helsinki|espoo|tampere|reykjavik|dublin|cork|galway|edinburgh|glasgow|manchester|\
birmingham|leeds|liverpool|bristol|sheffield|cambridge|oxford|cardiff|belfast|nottingham|newcastle|\
brighton|southampton|york|warsaw|warszawa|kraków|krakow|wrocław|gdańsk|poznań|łódź|prague|praha|brno|\
bratislava|budapest|bucharest|bucurești|cluj-napoca|sofia|athens|thessaloniki|istanbul|ankara|izmir|\
kyiv|kiev|київ|lviv|kharkiv|odesa|moscow|москва|санкт-петербург|saint petersburg|st. petersburg|\
новосибирск|екатеринбург|казань|нижний новгород|самара|челябинск|омск|ростов-на-дону|уфа|красноярск|\
пермь|воронеж|волгоград|краснодар|томск|минск|киев|алматы|minsk|riga|vilnius|tallinn|zagreb|belgrade|\
ljubljana|new york|new york city|nyc|los angeles|chicago|houston|phoenix|philadelphia|san antonio|\
san diego|dallas|austin|san jose|san francisco|seattle|denver|boston|atlanta|miami|detroit|portland|\
minneapolis|nashville|baltimore|charlotte|columbus|indianapolis|las vegas|oakland|pittsburgh|cleveland|\
sacramento|tampa|orlando|st. louis|salt lake city|raleigh|brooklyn|palo alto|mountain view|toronto|\
montreal|montréal|vancouver|calgary|ottawa|edmonton|winnipeg|mexico city|ciudad de méxico|guadalajara|\
monterrey|bogotá|bogota|medellín|lima|quito|santiago|buenos aires|córdoba|rosario|montevideo|caracas|\
são paulo|sao paulo|rio de janeiro|belo horizonte|brasília|curitiba|porto alegre|recife|salvador|\
fortaleza|campinas|florianópolis|tokyo|東京|osaka|大阪|kyoto|京都|yokohama|横浜|nagoya|名古屋|fukuoka|福岡|\
sapporo|札幌|kobe|神戸|sendai|仙台|広島|埼玉|千葉|神奈川|北海道|兵庫|愛知|seoul|서울|busan|부산|인천|대전|beijing|北京|\
shanghai|上海|shenzhen|深圳|guangzhou|广州|hangzhou|杭州|chengdu|成都|nanjing|南京|wuhan|武汉|西安|xi'an|苏州|\
天津|重庆|长沙|郑州|青岛|厦门|大连|宁波|济南|合肥|福州|昆明|沈阳|哈尔滨|珠海|东莞|无锡|taipei|台北|新北|高雄|\
singapore|hong kong|kuala lumpur|jakarta|bangkok|hanoi|ho chi minh city|manila|mumbai|delhi|new delhi|\
bangalore|bengaluru|hyderabad|chennai|pune|kolkata|ahmedabad|noida|gurgaon|gurugram|karachi|lahore|\
islamabad|dhaka|colombo|kathmandu|dubai|abu dhabi|riyadh|jeddah|doha|kuwait city|amman|beirut|tel aviv|\
jerusalem|haifa|cairo|alexandria|casablanca|rabat|tunis|algiers|lagos|abuja|accra|nairobi|kampala|\
kigali|dar es salaam|addis ababa|johannesburg|cape town|durban|pretoria|harare|lusaka|dakar|abidjan|\
sydney|melbourne|brisbane|perth|adelaide|canberra|auckland|wellington|christchurch";
