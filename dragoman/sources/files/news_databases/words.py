"""What news databases write around their articles, as tables: the languages of their interfaces are rows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale


def list_words(table: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(table.split())


# Languages in which the four databases are used. Names of months, days and languages come from CLDR.
LOCALES = tuple(
    sorted(
        list_words(
            "en de fr es it pt nl ru ja zh ko ar pl tr sv da nb fi cs sk hu ro el uk bg hr sl sr et lv "
            "lt he hi id ms th vi ca fa"
        )
    )
)

# A field of Nexis -> its names. Compared without case, accents, spaces and hyphens.
LABELS = {
    "headline": "headline|titel|schlagzeile|titre|titular|titolo|titulo|kop|заголовок",
    "byline": "byline|author|autor|auteur|autore|verfasser|автор|von|par|door",
    "section": "section|rubrik|rubrique|seccion|sezione|sectie|rubriek|secao|ressort|раздел",
    "length": (
        "length|lange|laenge|umfang|longueur|longitud|extension|lunghezza|lengte|comprimento|tamanho|длина|"
        "объем|dlugosc"
    ),
    "dateline": "dateline|ort|ortsmarke|lieu|lugar|luogo|plaats|datumszeile",
    "highlight": "highlight|encart|resume|destacado|evidenza|zusammenfassung",
    "date": "date|datum|fecha|data|publication date|erscheinungsdatum|date de publication|pub-date|дата",
    "body": (
        "body|text|textkorper|volltext|haupttext|corps|corps du texte|cuerpo|texto|corpo|testo|tekst|текст"
    ),
    "load-date": (
        "load-date|update|ladedatum|aktualisierung|date-chargement|date de chargement|mise a jour|"
        "fecha-carga|fecha de carga|data-caricamento|data di caricamento|laaddatum|laad-datum|"
        "data-carregamento"
    ),
    "language": "language|sprache|langue|idioma|lengua|lingua|taal|язык",
    "publication-type": (
        "publication-type|pub-type|publikationstyp|publikations-typ|zeitungstyp|type-publication|"
        "type de publication|tipo-publicacion|tipo de publicacion|tipo-pubblicazione|publicatietype|"
        "publicatie-type|tipo-publicacao"
    ),
    "journal-code": (
        "journal-code|zeitungs-code|zeitschriften-code|code-revue|code-journal|code-publication|"
        "codigo-publicacion"
    ),
    "document-type": "document-type|dokumenttyp|type-document|type de document|tipo-documento",
    "graphic": "graphic|graphics|grafik|graphique|grafico|illustratie|bild",
    "correction": "correction|korrektur|correctif|correccion|correzione|rectificatie",
    "correction-date": "correction-date|korrekturdatum|date-correction|fecha-correccion",
    "series": "series|serie|rubrik-serie",
    "edition": "edition|ausgabe|edicion|edizione|editie|edicao",
    "subject": "subject|thema|themen|sujet|tema|materia|argomento|onderwerp|assunto",
    "url": "url|link|webadresse",
    "notes": "notes|note|anmerkung|anmerkungen|nota|notas",
    "name": "name|names|persons?|people",
    "person": "person|personne|persona|persoon",
    "company": "company|unternehmen|firma|societe|entreprise|empresa|azienda|bedrijf",
    "organization": "organization|organisation|organizacion|organizzazione|organisatie",
    "ticker": "ticker|borsenkurzel",
    "industry": "industry|branche|industrie|industria|bedrijfstak",
    "geographic": "geographic|geographie|geografia",
    "city": "city|stadt|ville|ciudad|citta|stad|cidade",
    "state": "state|bundesland|etat|estado|stato",
    "country": "country|land|pays|pais|paese",
    "type": "type|typ|tipo",
    "source": "source|quelle|fuente|fonte|bron",
    "issn": "issn|isbn",
    "column": "column|kolumne|chronique|columna",
    "page": "page|seite|pagina",
    "acc-no": "acc-no|acc no|accession-no|accession number",
}
# Below the text only, and nowhere in an article's own words: the first of them ends the text.
CLOSING = frozenset(
    {"load-date", "language", "publication-type", "journal-code", "document-type", "correction-date"}
)
# A word alone in a line that heads what Nexis Uni puts below a text.
TAILS = (
    "graphic|graphics|grafik|graphique|gráfico|grafico|classification|klassifizierung|klassifikation|"
    "clasificación|classificazione|classificatie|correction|korrektur|notes"
)
WORDS = (
    "words?|wörter|worte|woerter|mots?|palabras?|parole|parola|palavras?|woorden|слово|слова|слов|ord|sanaa|"
    "słów|słowa|słowo|slov|szó|cuvinte|kelime|sözcük|λέξεις|слів|думи|riječi|kata|từ|paraules|كلمة|كلمات|단어|"
    "字|词|詞|単語|語|文字"
)
OF = "of|von|de|di|da|van|sur|из|av|z|的|/"
DOCUMENTS = (
    "documents?|dokumente?n?|documentos?|documenti|documento|documenten|documentos|документов|документ|"
    "articles?|文件|文档"
)
ENDS = (
    "end of document|ende des dokuments|dokumentende|fin du document|fin de document|fin del documento|"
    "fine del documento|fine documento|einde van het document|einde van document|einde document|"
    "fim do documento|конец документа|koniec dokumentu"
)
RIGHTS = (
    "all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s|todos los derechos reservados|"
    "tutti i diritti riservati|alle rechten voorbehouden|todos os direitos reservados|все права защищены|"
    "wszelkie prawa zastrzeżone"
)
EDITIONS = "edition|editions|ausgabe|édition|edición|edizione|editie|uitgave|edição|выпуск"
FINALS = (
    "late|city|first|second|third|early|night|home|metro|national|regional|state|street|sunrise|bulldog|"
    "sports|county|final|main|zone"
)
CORRECTED = (
    "correction appended|correction attached|corrected|berichtigung angefügt|correction jointe|"
    "corrección adjunta"
)
# What a service puts in the place of an article: one of each pair must stand in a short line.
FAULTS = (
    (
        "error|fehler|erreur|errore|erro|fout|ошибка",
        "document|article|display|shown|dokument|artikel|anzeig|affich|mostrar|mostrat|документ",
    ),
    (
        "sorry|apologi[sz]e|leider|désol|lo sentimos|lamentamos|spiacenti|helaas",
        "document|article|dokument|artikel|artículo|articolo",
    ),
    (
        "unable to|not possible|cannot be|could not be|can't be|not available|unavailable|kann nicht|"
        "nicht verfügbar|impossible|no disponible|no se puede|non disponibile|niet beschikbaar|"
        "non disponible|temporarily",
        (
            "display|shown|retriev|deliver|document requested|this document|the document|dokument|"
            "ce document|este documento|documento"
        ),
    ),
    (
        (
            "unavailable|technical (?:problem|difficult)|no (?:full )?text (?:is )?available|can ?not be|"
            "could not be"
        ),
        "document|article|item",
    ),
)

# Factiva's codes in front of its fields, and which of them are an article's own.
CODES = list_words(
    "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD CT CX RF ART CLM DLN CO IN NS RE IPC IPD PUB "
    "AN NGC GC DJN FDS RIC TIC"
)
CODE_NAMES = {
    "HD": "title",
    "SN": "outlet",
    "PD": "date",
    "BY": "byline",
    "SE": "section",
    "WC": "length",
    "LA": "language",
    "ED": "edition",
}

# ProQuest's labels, by where they stand and in which field they go.
PROQUEST_ABOVE = (
    "Author|Authors|Correspondence author|Publication info|Abstract|Abstract (summary)|Summary|Links|"
    "Full text|Full Text|Table of contents|ProQuest document link|Alternate title|Translated title|Dateline|"
    "Column|Section|Credit"
)
PROQUEST_BELOW = (
    "Subject|Business indexing term|Location|People|Company / organization|Company|Identifier / keyword|"
    "Classification|Title|Alternate title|Publication title|Volume|Issue|First page|Last page|Start page|"
    "Pages|Number of pages|Publication year|Publication date|Year|Section|Publisher|Place of publication|"
    "Country of publication|Publication subject|ISSN|e-ISSN|ISBN|CODEN|Source type|Language of publication|"
    "Language|Document type|Document feature|DOI|ProQuest document ID|Document URL|Documents? URL|"
    "DocumentURL|Copyright|Last updated|Last Updated|Database|Dateline|Column|Illustration|Credit|Edition|"
    "Journal subject|Accession number"
)
# The labels that matter, in other languages. Compared as those of Nexis are.
PROQUEST_TRANSLATED = {
    "Full text": (
        "Texto completo|Texte intégral|Texte complet|Volltext|Testo completo|Texto integral|Полный текст"
    ),
    "Abstract": "Resumen|Résumé|Zusammenfassung|Abstrakt|Riassunto|Resumo|Аннотация",
    "Author": "Autor|Auteur|Autore|Verfasser|Автор",
    "Links": "Enlaces|Liens|Collegamenti|Vínculos",
    "Publication info": (
        "Información de publicación|Informations de publication|Informations sur la publication|"
        "Publikationsinformationen|Publikationsinfo|Informazioni sulla pubblicazione|"
        "Informações da publicação"
    ),
    "Title": "Título|Titre|Titel|Titolo|Название",
    "Subject": "Materia|Sujet|Thema|Soggetto|Argomento|Assunto|Тема",
    "Location": "Lugar|Lieu|Ort|Luogo|Local",
    "People": "Personas|Personnes|Personen|Persone|Pessoas",
    "Publication title": (
        "Título de publicación|Título de la publicación|Titre de la publication|Titre de publication|"
        "Titel der Publikation|Publikationstitel|Titolo della pubblicazione|Título da publicação|"
        "Название публикации"
    ),
    "Publication date": (
        "Fecha de publicación|Fecha de la publicación|Date de publication|Date de la publication|"
        "Publikationsdatum|Datum der Publikation|Erscheinungsdatum|Veröffentlichungsdatum|"
        "Data di pubblicazione|Data de publicação|Дата публикации"
    ),
    "Publication year": (
        "Año de publicación|Année de publication|Publikationsjahr|Erscheinungsjahr|Anno di pubblicazione|"
        "Ano de publicação"
    ),
    "Section": "Sección|Rubrique|Abschnitt|Rubrik|Sezione|Seção",
    "Pages": "Páginas|Seiten|Pagine",
    "Publisher": "Editorial|Éditeur|Verlag|Herausgeber|Editore|Editora",
    "Language of publication": (
        "Idioma de la publicación|Idioma de publicación|Langue de la publication|Langue de publication|"
        "Sprache der Publikation|Publikationssprache|Lingua di pubblicazione|Idioma da publicação"
    ),
    "Source type": "Tipo de fuente|Type de source|Quellentyp|Quellentypus|Tipo di fonte|Tipo de fonte",
    "Document type": "Tipo de documento|Type de document|Dokumenttyp|Tipo di documento",
    "ProQuest document ID": (
        "ID del documento de ProQuest|ID de documento de ProQuest|ID de document ProQuest|"
        "ID du document ProQuest|ProQuest-Dokument-ID|ProQuest Dokument-ID|ProQuest-Dokument ID|"
        "ID documento ProQuest|ID do documento ProQuest|ID do documento do ProQuest"
    ),
    "Document URL": (
        "URL del documento|URL du document|Dokument-URL|URL des Dokuments|URL documento|URL do documento"
    ),
    "Copyright": "Derechos de autor|Droits d'auteur|Urheberrecht|Direitos autorais",
    "Last updated": (
        "Última actualización|Dernière mise à jour|Zuletzt aktualisiert|Letzte Aktualisierung|"
        "Ultimo aggiornamento|Última atualização"
    ),
    "Database": "Base de datos|Base de données|Datenbank|Banca dati|Base de dados|База данных",
}
PROQUEST_NAMES = {
    "Publication title": "outlet",
    "Publication date": "date",
    "Document URL": "url",
    "DocumentURL": "url",
    "ProQuest document ID": "id",
    "Language of publication": "language",
}


def fold_label(label: str) -> str:
    """A label without case, accents, spaces and hyphens: how two are compared."""
    plain = unicodedata.normalize("NFKD", label.casefold()).replace("ß", "ss")
    return re.sub(
        r"[^\w]|_", "", "".join(character for character in plain if not unicodedata.combining(character))
    )


@cache
def _known() -> dict[str, str]:
    return {fold_label(name): field for field, names in LABELS.items() for name in names.split("|")}


def name_label(label: str) -> str:
    """The field that a label of Nexis in any language names, or ""."""
    return _known().get(fold_label(label), "")


@cache
def _translated() -> dict[str, str]:
    return {
        fold_label(name): label for label, names in PROQUEST_TRANSLATED.items() for name in names.split("|")
    }


def translate_label(label: str) -> str:
    """A label of ProQuest's in English; as it is where it is none of its own."""
    return _translated().get(fold_label(label), label)


@cache
def _languages() -> dict[str, str]:
    codes = [str(code) for code in Locale.parse("en").languages if len(str(code)) == 2]
    named = [
        (str(locale.languages.get(code, "")), code) for locale in map(Locale.parse, LOCALES) for code in codes
    ]
    # Factiva writes the script's word for the language's
    more = {"意大利文": "it", "英文": "en", "法文": "fr", "德文": "de"}
    return {name.casefold(): code for name, code in named if name} | more


def find_language(said: str) -> str:
    """The ISO 639-1 code of a language named in any of the languages ("Englisch; ENGLISH"), or ""."""
    names = [said, *re.split(r"[;,/|(]", said)]
    return next((code for name in names if (code := _languages().get(name.strip(" )").casefold(), ""))), "")


def is_fault(line: str) -> bool:
    """Whether a service says here that it has no article to show."""
    lower = line.casefold()
    return len(line) <= 300 and any(
        re.search(first, lower) and re.search(second, lower) for first, second in FAULTS
    )
