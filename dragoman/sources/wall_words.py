"""What error pages, paywalls and consent walls say, by language: plain words in small letters.

English has more in walls.py, where forms vary too much for plain words. Only pages of few words are looked
at.
"""

from __future__ import annotations

# At the head of a page that is not there, or not now.
ERRORS = {
    "de": (
        "seite nicht gefunden", "seite existiert nicht", "seite wurde nicht gefunden",
        "artikel nicht gefunden", "zugriff verweigert", "wartungsarbeiten",
    ),
    "fr": (
        "page introuvable", "page non trouvée", "page n'existe", "page n’existe", "page demandée",
        "accès refusé", "article introuvable", "site en maintenance",
    ),
    "es": (
        "página no encontrada", "página no existe", "no se ha encontrado la página",
        "no encontramos la página", "acceso denegado", "en mantenimiento",
    ),
    "it": ("pagina non trovata", "pagina non esiste", "pagina inesistente", "accesso negato",
           "articolo non trovato", "in manutenzione"),
    "pt": ("página não encontrada", "página não existe", "pagina nao encontrada", "acesso negado",
           "em manutenção"),
    "nl": ("pagina niet gevonden", "pagina bestaat niet", "toegang geweigerd"),
    "sv": ("sidan hittades inte", "sidan kunde inte hittas", "sidan finns inte", "åtkomst nekad"),
    "pl": ("strona nie została znaleziona", "nie znaleziono strony", "strona nie istnieje", "odmowa dostępu"),
    "cs": ("stránka nenalezena", "stránka nebyla nalezena", "stránka neexistuje", "přístup odepřen"),
    "ro": ("pagina nu a fost găsită", "pagina nu există", "acces interzis"),
    "hu": ("az oldal nem található", "hozzáférés megtagadva"),
    "el": ("η σελίδα δεν βρέθηκε", "δεν βρέθηκε η σελίδα"),
    "tr": ("sayfa bulunamadı", "erişim engellendi", "erişim reddedildi"),
    "ru": ("страница не найдена", "страница не существует", "такой страницы нет", "доступ запрещен",
           "доступ запрещён", "доступ ограничен"),
    "uk": ("сторінку не знайдено", "сторінка не знайдена", "сторінки не існує", "доступ заборонено"),
    "ar": ("الصفحة غير موجودة", "لم يتم العثور على الصفحة", "الصفحة المطلوبة"),
    "fa": ("صفحه مورد نظر یافت نشد", "صفحه یافت نشد"),
    "he": ("הדף לא נמצא", "העמוד לא נמצא", "הדף המבוקש"),
    "hi": ("पृष्ठ नहीं मिला", "पेज नहीं मिला"),
    "zh": ("页面不存在", "找不到页面", "页面未找到", "頁面不存在", "找不到頁面", "访问被拒绝",
           "您访问的页面"),
    "ja": ("ページが見つかりません", "お探しのページ", "アクセスが拒否"),
    "ko": ("페이지를 찾을 수 없", "접근이 거부"),
    "id": ("halaman tidak ditemukan", "akses ditolak"),
}  # fmt: skip

# Below the beginning of an article of which the rest has its price.
PAYWALLS = {
    "de": (
        "um weiterzulesen", "jetzt weiterlesen mit", "nur für abonnenten", "exklusiv für abonnenten",
        "artikel freischalten", "weiterlesen mit abo", "den vollständigen artikel lesen sie",
    ),
    "fr": (
        "réservé aux abonnés", "réservé à nos abonnés", "la suite est réservée", "pour lire la suite",
        "abonnez-vous pour lire", "article réservé aux",
    ),
    "es": (
        "exclusivo para suscriptores", "solo para suscriptores", "suscríbete para seguir", "suscríbase para",
        "para seguir leyendo", "para continuar leyendo", "contenido exclusivo para",
    ),
    "it": ("riservato agli abbonati", "contenuto riservato", "per continuare a leggere",
           "abbonati per leggere", "solo per abbonati"),
    "pt": (
        "exclusivo para assinantes", "exclusivo para subscritores", "para continuar a ler",
        "para continuar lendo", "assine para ler", "só para assinantes",
    ),
    "nl": ("om verder te lezen", "alleen voor abonnees", "exclusief voor abonnees",
           "lees verder met een abonnement"),
    "sv": ("för att läsa vidare", "för att fortsätta läsa", "endast för prenumeranter", "lås upp artikeln"),
    "pl": ("dalsza część artykułu", "tylko dla subskrybentów", "tylko dla prenumeratorów", "aby czytać dalej",
           "pozostało do przeczytania"),
    "cs": ("pouze pro předplatitele", "jen pro předplatitele", "pro pokračování ve čtení",
           "odemknout článek"),
    "ro": ("doar pentru abonați", "pentru a citi mai departe", "pentru a continua lectura"),
    "hu": ("csak előfizetőknek", "a cikk folytatása", "az olvasás folytatásához"),
    "el": ("μόνο για συνδρομητές", "για να συνεχίσετε την ανάγνωση"),
    "tr": ("sadece abonelere", "yalnızca abonelere", "okumaya devam etmek için"),
    "ru": (
        "только для подписчиков", "доступно по подписке", "доступен по подписке", "доступна по подписке",
        "чтобы читать дальше", "чтобы продолжить чтение",
        "оформите подписку", "полный текст доступен",
    ),
    "uk": ("лише для передплатників", "тільки для передплатників", "щоб читати далі", "оформіть підписку"),
    "ar": ("للمشتركين فقط", "لمتابعة القراءة", "اشترك لقراءة", "لقراءة المزيد اشترك"),
    "fa": ("برای ادامه مطلب مشترک شوید", "ویژه مشترکان"),
    "he": ("למנויים בלבד", "להמשך קריאה"),
    "hi": ("केवल सदस्यों के लिए", "पढ़ना जारी रखने के लिए"),
    "zh": ("订阅后阅读", "订阅以继续阅读", "登录后阅读", "付费阅读", "余下全文", "訂閱後閱讀", "會員專享",
           "会员专享"),
    "ja": ("この記事は有料", "会員限定", "有料会員", "続きを読むには"),
    "ko": ("구독자 전용", "유료 회원", "계속 읽으려면"),
    "id": ("khusus pelanggan", "untuk melanjutkan membaca"),
}  # fmt: skip

# What a page that asks for consent says again and again; beginnings of words, so that endings do not matter.
CONSENT = {
    "de": (
        "zustimm", "einwillig", "datenschutz", "partner", "personalisiert", "berechtigtes interesse",
        "akzeptieren", "ablehnen", "endgerät",
    ),
    "fr": (
        "consentement", "traceurs", "partenaires", "vie privée", "données personnelles", "personnalis",
        "accepter", "refuser", "intérêt légitime",
    ),
    "es": ("consentimiento", "socios", "privacidad", "datos personales", "personalizad", "aceptar",
           "rechazar", "interés legítimo"),
    "it": ("consenso", "partner", "privacy", "dati personali", "personalizzat", "accett", "rifiut",
           "legittimo interesse"),
    "pt": ("consentimento", "parceiros", "privacidade", "dados pessoais", "personalizad", "aceitar",
           "rejeitar"),
    "nl": ("toestemming", "partners", "privacy", "persoonsgegevens", "gepersonaliseerd", "accepteren",
           "weigeren"),
    "sv": ("samtyck", "partner", "integritet", "personuppgifter", "godkänn", "avvisa"),
    "pl": ("zgod", "partner", "prywatnoś", "danych osobowych", "dane osobowe", "spersonalizowan", "akceptuj",
           "odrzuć"),
    "cs": ("souhlas", "partne", "soukrom", "osobní údaj", "přijmout", "odmítnout"),
    "ru": ("соглас", "партн", "конфиденциальн", "персональных данных", "персонализ", "принять", "отклонить",
           "куки"),
    "uk": ("згод", "партнер", "конфіденційн", "персональних даних", "прийняти", "відхилити"),
    "tr": ("çerez", "onay", "gizlilik", "kişisel veri", "kabul et", "reddet"),
    "el": ("συγκατάθεση", "συνεργάτες", "απόρρητο", "προσωπικά δεδομένα", "αποδοχή"),
    "zh": ("同意", "隐私", "隱私", "合作伙伴", "个人数据", "接受"),
    "ja": ("同意", "プライバシー", "クッキー", "個人データ", "パートナー"),
    "ar": ("ملفات تعريف الارتباط", "الخصوصية", "موافق", "شركاؤنا", "البيانات الشخصية"),
}  # fmt: skip
