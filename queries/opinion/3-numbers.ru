# title: numbers of an entry by attribute, as a low and a high end; words that stand for a number; falls of scores; durations
PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT { ?fact ?at_least ?low ; ?at_most ?high } WHERE {
  ?case op:fact|op:service ?fact . ?fact ant:gives ?number . ?number ant:key ?key ; ant:low ?low ; ant:high ?high .
  ?attribute ant:caseKey ?key . FILTER(?key != "score_after")
  BIND(IRI(CONCAT(STR(?attribute), "/low")) AS ?at_least)
  BIND(IRI(CONCAT(STR(?attribute), "/high")) AS ?at_most)
} ;
INSERT { ?fact ?at_least ?percent ; ?at_most ?percent } WHERE {
  ?case op:fact ?fact . ?fact ant:gives ?value . ?value ant:key ?key ; ant:given ?given .
  ?attribute ant:caseKey ?own .
  ?word ant:wordOf ?attribute ; skos:notation ?notation ; ant:reliefBelow ?percent .
  OPTIONAL { ?attribute ant:elseReadFrom ?else }
  FILTER(?notation = LCASE(?given))
  FILTER(?key = ?own || (?key = ?else && NOT EXISTS { ?fact ant:gives ?other . ?other ant:key ?own }))
  BIND(IRI(CONCAT(STR(?attribute), "/low")) AS ?at_least)
  BIND(IRI(CONCAT(STR(?attribute), "/high")) AS ?at_most)
} ;
INSERT { ?fact ?at_least ?fall ; ?at_most ?fall } WHERE {
  ?case op:fact ?fact . ?fact ant:gives ?before , ?after .
  ?before ant:key "score_before" ; ant:low ?was . ?after ant:key "score_after" ; ant:low ?is .
  ?attribute ant:caseKey "score_after" . FILTER(?was > 0)
  BIND((?was - ?is) / ?was * 100 AS ?fall)
  BIND(IRI(CONCAT(STR(?attribute), "/low")) AS ?at_least)
  BIND(IRI(CONCAT(STR(?attribute), "/high")) AS ?at_most)
} ;
INSERT { ?fact ?low_months ?lm ; ?low_days ?ld ; ?high_months ?hm ; ?high_days ?hd } WHERE {
  ?case op:fact ?fact . ?fact ant:gives ?time .
  ?time ant:key ?key ; ant:lowMonths ?lm ; ant:lowDays ?ld ; ant:highMonths ?hm ; ant:highDays ?hd .
  BIND(IRI(CONCAT(STR(op:), ?key, "/lowMonths")) AS ?low_months)
  BIND(IRI(CONCAT(STR(op:), ?key, "/lowDays")) AS ?low_days)
  BIND(IRI(CONCAT(STR(op:), ?key, "/highMonths")) AS ?high_months)
  BIND(IRI(CONCAT(STR(op:), ?key, "/highDays")) AS ?high_days)
}
